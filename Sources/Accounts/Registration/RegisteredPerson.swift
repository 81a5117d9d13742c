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

  package var name: String { NameRules.full(firstName, lastName) }

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
}

extension Accounts {
  /// `Account erstellen`: gives a person of a register an account at an address. Where the person has one there, it gets
  /// the function: at once when the chamber says so, else when the owner confirms. Somebody else's account at the
  /// address stays theirs, and the person gets an own one beside it (ADR 0034). An apprentice whose address the company
  /// chose confirms by the birth date.
  /// - Parameter senders: for whom the mail is counted, where somebody outside of the chamber typed the address.
  /// - Throws: `InvitedByChamber`, `MailLimitReached`, `NotFound` for whoever acts for another; then nothing of the write
  ///   stands.
  package func openAccount(
    for person: RegisteredPerson, at email: EmailAddress, origin: FunctionGrantOrigin, senders: [MailSender] = [],
    cause: Cause, in connection: any Connection
  ) throws -> AccountOpening {
    guard cause.actingFor == nil else { throw NotFound() }
    try countMail(from: senders, now: cause.now, in: connection)
    guard let (account, match) = try account(for: person, at: email, now: cause.now, in: connection),
      try mayMail(account, cause.now, in: connection)
    else { throw MailLimitReached.address }
    let isNew = account.state == .pending
    let needsProof = origin == .company && standing(of: person.kind) == .learning
    let state: FunctionGrantState =
      match == .same && !needsProof && (isNew || origin == .chamber) ? .held : .offered
    let before = try FunctionGrantQueries.current(person.kind, person.subject, in: connection)
    try FunctionGrantQueries.add(
      person.kind, person.subject, account: account.id, state: state, origin: origin, by: cause.actor,
      now: cause.now, in: connection)
    try Journal.record(
      cause.entry(
        .accountFunctionGiven, .init(.account, account.id),
        ["function": "\(person.kind.rawValue):\(person.subject)"]), at: cause.now, in: connection)
    if let before, before.account != account.id { try tellReplaced(before, person, cause, in: connection) }
    try mailOpening(of: account, for: person, isOffer: state == .offered, cause, in: connection)
    return isNew ? .invited : state == .offered ? .offered : .added
  }

  private func mailOpening(
    of account: Account, for person: RegisteredPerson, isOffer: Bool, _ cause: Cause, in connection: any Connection
  ) throws {
    let t = cause.site.catalogue.texts(in: account.language)
    let values = openingValues(person, t)
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
      blocks.append(
        .link(label: t("accounts.mail.function.signIn"), address: "\(cause.site.baseURL)\(AccountPath.signIn)"))
    }
    if try AccountQueries.sharesAddress(account, in: connection) {
      let name = try identity(of: person.kind, person.subject, in: connection)?.userName ?? ""
      let hint = t("accounts.mail.function.\(name.isEmpty ? "shared" : "sharedName")", ["name": name])
      blocks.append(.paragraph(hint))
    }
    blocks.append(.small(t("accounts.mail.function.small", values)))
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue, subject: t("accounts.mail.function.subject", values),
      blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }

  private func openingValues(_ person: RegisteredPerson, _ t: Texts) -> [String: String] {
    [
      "function": t("accounts.function.\(person.kind.rawValue)"),
      "person": person.firstName.isEmpty ? person.lastName : person.firstName,
      "place": person.place.isEmpty ? "" : ", \(person.place)",
      "chamber": settings[ChamberIdentity.name], "contact": settings.contact,
    ]
  }

  /// The address that was used before is told, so that nobody loses an invitation without a word; its code ends.
  func tellReplaced(
    _ before: FunctionGrant, _ person: RegisteredPerson, _ cause: Cause, in connection: any Connection
  ) throws {
    guard let account = try AccountQueries.account(before.account, in: connection), account.state != .deleted else {
      return
    }
    try Journal.record(
      cause.entry(
        .accountFunctionMoved, .init(.account, account.id),
        ["function": "\(person.kind.rawValue):\(person.subject)"]), at: cause.now, in: connection)
    if account.state == .pending, try FunctionGrantQueries.open(of: account.id, in: connection).isEmpty {
      try StartCodeQueries.revokeAll(of: account.id, purposes: [.invitation], now: cause.now, in: connection)
    }
    let t = cause.site.catalogue.texts(in: account.language)
    let values = openingValues(person, t)
    let draft = MailDraft(
      kind: "invitation-moved", language: t.language.rawValue,
      subject: t("accounts.mail.functionMoved.subject", values),
      blocks: [.paragraph(t("accounts.mail.functionMoved.text", values))])
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }

  /// Sends the start code of an account that was never used again.
  /// - Throws: `MailLimitReached.address`.
  package func resendOpening(
    to account: Account, for person: RegisteredPerson, cause: Cause, in connection: any Connection
  ) throws {
    guard try mayMail(account, cause.now, in: connection) else { throw MailLimitReached.address }
    try mailOpening(of: account, for: person, isOffer: true, cause, in: connection)
  }
}
