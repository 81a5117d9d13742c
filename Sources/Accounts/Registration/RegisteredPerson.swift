import Chronology
import Database
import Postbox
import Settings
import Web

/// A person whom the chamber keeps in a register and who can have an account.
package struct RegisteredPerson: Sendable {
  package let kind: FunctionKind
  /// The key in that register.
  package let subject: Int64
  package let firstName: String
  package let lastName: String
  /// Where the function belongs to, for the mail: the company's name, or the exam board.
  package let place: String

  package init(kind: FunctionKind, subject: Int64, firstName: String, lastName: String, place: String) {
    self.kind = kind
    self.subject = subject
    self.firstName = firstName
    self.lastName = lastName
    self.place = place
  }
}

/// What came of `Account erstellen`.
package enum AccountOpening: Sendable, Equatable {
  /// A new account; its start code is on the way.
  case invited
  /// The address had an account, which got the function.
  case added
  /// The address has an account, whose owner has to confirm.
  case offered
  /// Too many mails went to this address lately.
  case mailLimit
}

extension Accounts {
  /// `Account erstellen`: gives a person of a register an account at an address. An address that has one already gets
  /// the function instead of a second account: at once when the chamber says so, else when its owner confirms.
  package func openAccount(
    for person: RegisteredPerson, at email: EmailAddress, origin: FunctionGrantOrigin, visit: Visit,
    in connection: any Connection
  ) throws -> AccountOpening {
    let added = try AccountQueries.addPending(
      email, firstName: person.firstName, lastName: person.lastName, now: visit.now, in: connection)
    guard let account = try added ?? AccountQueries.account(withEmail: email, in: connection) else { return .mailLimit }
    guard try mayMail(account, visit.now, in: connection) else { return .mailLimit }
    let isNew = account.state == .pending
    let state: FunctionGrantState = isNew || origin == .chamber ? .held : .offered
    try FunctionGrantQueries.add(
      person.kind, person.subject, account: account.id, state: state, origin: origin, by: visit.acting?.account.id,
      now: visit.now, in: connection)
    try record(
      "account.function.given", account: account.id, visit: visit,
      details: ["function": "\(person.kind.rawValue):\(person.subject)"], byOwner: false, in: connection)
    try mailOpening(of: account, for: person, isOffer: state == .offered, visit, in: connection)
    return isNew ? .invited : state == .offered ? .offered : .added
  }

  private func mailOpening(
    of account: Account, for person: RegisteredPerson, isOffer: Bool, _ visit: Visit, in connection: any Connection
  ) throws {
    let t = visit.texts(for: account)
    let values = [
      "function": t("accounts.function.\(person.kind.rawValue)"), "place": person.place,
      "chamber": settings[ChamberIdentity.name], "contact": settings.contact,
    ]
    let key = account.state == .pending ? "new" : isOffer ? "offer" : "added"
    var blocks: [MailDraft.Block] = [.paragraph(t("accounts.mail.function.\(key)", values))]
    if account.state == .pending {
      let code = try issueCode(
        .invitation, for: account, firstName: person.firstName, lastName: person.lastName, now: visit.now,
        in: connection)
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(
        .link(
          label: t("accounts.mail.activation.link"), address: Self.codeAddress(visit.site, account.email, code)))
    } else {
      blocks.append(.link(label: t("accounts.mail.function.signIn"), address: "\(visit.site.baseURL)/anmelden"))
    }
    blocks.append(.small(t("accounts.mail.function.small", values)))
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue, subject: t("accounts.mail.function.subject", values),
      blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: visit.now, in: connection)
  }

  /// Sends the start code of an account that was never used again; false when too many mails went there lately.
  package func resendOpening(
    to account: Account, for person: RegisteredPerson, visit: Visit, in connection: any Connection
  ) throws -> Bool {
    guard try mayMail(account, visit.now, in: connection) else { return false }
    try mailOpening(of: account, for: person, isOffer: true, visit, in: connection)
    return true
  }

  // MARK: Offers

  @Sendable func acceptFunction(_ visit: Visit) async throws -> Reply {
    try await decide(visit, as: .held, flash: "accounts.function.accepted")
  }

  @Sendable func declineFunction(_ visit: Visit) async throws -> Reply {
    try await decide(visit, as: .declined, flash: "accounts.function.declined")
  }

  private func decide(_ visit: Visit, as state: FunctionGrantState, flash: String) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("grant") else { throw NotFound() }
    let decided = try await database.write { connection -> Bool in
      guard
        let grant = try FunctionGrantQueries.decide(
          id, for: acting.account.id, as: state, now: visit.now, in: connection)
      else { return false }
      try record(
        "account.function.\(state.rawValue)", account: acting.account.id, visit: visit,
        details: ["function": "\(grant.kind.rawValue):\(grant.subject)"], in: connection)
      return true
    }
    guard decided else { throw NotFound() }
    return visit.redirect(to: "/", flash: flash)
  }

  /// Offers on the start page, to be accepted or declined.
  package func welcome(_ visit: Visit) async throws -> HTML {
    guard let acting = visit.acting, acting.onBehalf == nil, acting.hasOffers else { return HTML() }
    let offers = try await database.read { connection in
      try FunctionGrantQueries.offered(to: acting.account.id, in: connection).map { grant in
        (grant, try registers.lazy.compactMap { try $0.title(of: grant.kind, grant.subject, in: connection) }.first)
      }
    }
    let t = visit.t
    return HTML { html in
      for (grant, title) in offers {
        let values = ["function": t("accounts.function.\(grant.kind.rawValue)"), "title": title ?? ""]
        html.alert(.info, title: t("accounts.offer.title", values)) { alert in
          alert.p(t("accounts.offer.text", values))
          alert.buttonRow { row in
            row.postButton(
              action: "/funktionen/\(grant.id)/annehmen", label: t("accounts.offer.accept"), token: visit.formToken,
              .primary)
            row.postButton(
              action: "/funktionen/\(grant.id)/ablehnen", label: t("accounts.offer.decline"), token: visit.formToken)
          }
        }
      }
    }
  }
}

/// The areas that keep registers of persons tell with this how a person is called and by which names they sign in.
package protocol PersonRegister: Sendable {
  /// The person and where they belong to, such as `Anna Beispiel, Bäckerei Müller`; nil for kinds of other registers.
  func title(of kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> String?
  /// The account of a user name (Benutzername): the number of an apprentice, an instructor or an examiner.
  func account(named name: String, in connection: any Connection) throws -> Int64?
}
