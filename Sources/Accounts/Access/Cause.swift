import Chronology
import Journal
import Web

/// Who causes something, from where and when: somebody who visits a page, or the portal's own work for an officer.
package struct Cause: Sendable {
  package let site: Site
  package let actor: Int64?
  package let actingFor: Int64?
  package let address: String
  package let now: Instant

  /// Work that an officer started.
  package init(site: Site, actor: Int64?, now: Instant) {
    self.site = site
    self.actor = actor
    actingFor = nil
    address = ""
    self.now = now
  }

  fileprivate init(_ visit: Visit) {
    site = visit.site
    actor = visit.acting?.account.id
    actingFor = visit.acting?.onBehalf?.principal
    address = visit.clientAddress
    now = visit.now
  }

  package func entry(
    _ event: String, _ subject: JournalEntry.Subject, _ details: [String: String] = [:]
  ) -> JournalEntry {
    JournalEntry(event, subject, actor: actor, actingFor: actingFor, address: address, details: details)
  }
}

extension Visit {
  package var cause: Cause { Cause(self) }

  /// A line for the audit log about what the visitor does, with both identities where one acts for another.
  package func entry(
    _ event: String, _ subject: JournalEntry.Subject, _ details: [String: String] = [:]
  ) -> JournalEntry {
    cause.entry(event, subject, details)
  }
}
