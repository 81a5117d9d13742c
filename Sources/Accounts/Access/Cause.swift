import Chronology
import Journal
import Web

/// The cause of a change (request context for operations): who acts, from where and when. A visitor of a page, or
/// background work that an officer started.
package struct Cause: Sendable {
  package let site: Site
  package let actor: Int64?
  package let actingFor: Int64?
  package let address: String
  package let now: Instant
  let client: Client

  /// Background work that an officer started.
  package init(site: Site, actor: Int64?, now: Instant) {
    self.site = site
    self.actor = actor
    actingFor = nil
    address = ""
    self.now = now
    client = Client()
  }

  /// An action of the person themselves.
  /// - Parameters:
  ///   - acting: nil if nobody is signed in.
  ///   - address: the network address it comes from, for limits and for the audit log.
  package init(site: Site, by acting: Acting?, address: String, client: Client = Client(), now: Instant) {
    self.site = site
    actor = acting?.account.id
    actingFor = acting?.onBehalf?.principal
    self.address = address
    self.client = client
    self.now = now
  }

  /// The day in the chamber's time zone.
  package var day: CalendarDate { site.clock.day(of: now) }

  /// The texts in the language of an account, for messages to its owner.
  package func texts(for account: Account) -> Texts { site.catalogue.texts(in: account.language) }

  package func entry(
    _ event: Event, _ subject: JournalEntry.Subject, _ details: [String: String] = [:]
  ) -> JournalEntry {
    JournalEntry(event, subject, actor: actor, actingFor: actingFor, address: address, details: details)
  }
}

extension Visit {
  package var cause: Cause {
    Cause(
      site: site, by: acting, address: clientAddress,
      client: Client(deviceToken: cookies[Accounts.deviceCookie], userAgent: userAgent, language: t.language), now: now)
  }

  /// An entry for the audit log about the visitor's action, with both identities if one acts for another.
  package func entry(
    _ event: Event, _ subject: JournalEntry.Subject, _ details: [String: String] = [:]
  ) -> JournalEntry {
    cause.entry(event, subject, details)
  }
}
