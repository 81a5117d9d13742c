import Chronology
import Database
import Journal
import Postbox
import Settings
import Web

/// A person in a register of the chamber who can have an account.
package struct RegisteredPerson: Sendable {
  package let kind: FunctionKind
  /// The key in that register.
  package let subject: Int64
  package let firstName: String
  package let lastName: String
  /// What the function belongs to, for the mail: the company or the exam board; may be empty.
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

/// The outcome of opening an account (`Account erstellen`).
package enum AccountOpening: Sendable, Equatable {
  /// A new account; its start code is being sent.
  case invited
  /// The address already had an account, which got the function.
  case added
  /// The address already has an account, whose owner has to confirm.
  case offered
}

extension Accounts {
  /// Opens an account at an address for a person in a register (`Account erstellen`). If the person already has one
  /// there, it gets the function: at once if the chamber opens it, otherwise when the owner confirms. If the account at
  /// the address is somebody else's, the person gets their own in addition (ADR 0034). Apprentices whose address the
  /// company chose confirm by their birth date.
  /// - Parameter senders: to whom the mail is counted, if somebody outside of the chamber typed the address.
  /// - Throws: `InvitedByChamber`, `MailLimitReached`, or `NotFound` for a deputy; the write is then rolled back.
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

  /// Notifies the address used before and ends its code, so that no invitation is lost without a word.
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

  /// Sends another start code for an account that was never used.
  /// - Throws: `MailLimitReached.address`.
  package func resendOpening(
    to account: Account, for person: RegisteredPerson, cause: Cause, in connection: any Connection
  ) throws {
    guard try mayMail(account, cause.now, in: connection) else { throw MailLimitReached.address }
    try mailOpening(of: account, for: person, isOffer: true, cause, in: connection)
  }
}
