import Chronology
import Database
import Journal
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
  /// Where the function belongs to, for the mail: the company's name, or the exam board; may be empty.
  package let place: String

  package var name: String { [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ") }

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
  /// the function instead of a second account: at once when the chamber says so and both have one name, else when its
  /// owner confirms. A mistyped address must not open somebody's data to a stranger.
  package func openAccount(
    for person: RegisteredPerson, at email: EmailAddress, origin: FunctionGrantOrigin, cause: Cause,
    in connection: any Connection
  ) throws -> AccountOpening {
    let added = try AccountQueries.addPending(
      email, firstName: person.firstName, lastName: person.lastName, now: cause.now, in: connection)
    guard let account = try added ?? AccountQueries.account(withEmail: email, in: connection) else { return .mailLimit }
    guard try mayMail(account, cause.now, in: connection) else { return .mailLimit }
    let isNew = account.state == .pending
    let isSame = added != nil || NameRules.mayBeOne(person.name, account.fullName)
    let state: FunctionGrantState = isSame && (isNew || origin == .chamber) ? .held : .offered
    try FunctionGrantQueries.add(
      person.kind, person.subject, account: account.id, state: state, origin: origin, by: cause.actor,
      now: cause.now, in: connection)
    try Journal.record(
      cause.entry(
        "account.function.given", .init("account", account.id),
        ["function": "\(person.kind.rawValue):\(person.subject)"]), at: cause.now, in: connection)
    try mailOpening(of: account, for: person, isOffer: state == .offered, cause, in: connection)
    return isNew ? .invited : state == .offered ? .offered : .added
  }

  private func mailOpening(
    of account: Account, for person: RegisteredPerson, isOffer: Bool, _ cause: Cause, in connection: any Connection
  ) throws {
    let t = cause.site.catalogue.texts(in: account.language)
    let values = [
      "function": t("accounts.function.\(person.kind.rawValue)"),
      "place": person.place.isEmpty ? "" : ", \(person.place)",
      "chamber": settings[ChamberIdentity.name], "contact": settings.contact,
    ]
    let key = account.state == .pending ? "new" : isOffer ? "offer" : "added"
    var blocks: [MailDraft.Block] = [.paragraph(t("accounts.mail.function.\(key)", values))]
    if account.state == .pending {
      let code = try issueCode(
        .invitation, for: account, firstName: person.firstName, lastName: person.lastName, now: cause.now,
        in: connection)
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(
        .link(
          label: t("accounts.mail.activation.link"), address: Self.codeAddress(cause.site, account.email, code)))
    } else {
      blocks.append(.link(label: t("accounts.mail.function.signIn"), address: "\(cause.site.baseURL)/anmelden"))
    }
    blocks.append(.small(t("accounts.mail.function.small", values)))
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue, subject: t("accounts.mail.function.subject", values),
      blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }

  /// Sends the start code of an account that was never used again; false when too many mails went there lately.
  package func resendOpening(
    to account: Account, for person: RegisteredPerson, cause: Cause, in connection: any Connection
  ) throws -> Bool {
    guard try mayMail(account, cause.now, in: connection) else { return false }
    try mailOpening(of: account, for: person, isOffer: true, cause, in: connection)
    return true
  }
}
