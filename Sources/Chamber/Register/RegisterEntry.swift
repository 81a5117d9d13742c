import Accounts
import Apprenticeships
import Chronology
import Database
import Delegation
import Journal
import Office
import Registers
import Web
import Work

/// What the page of one entry shows.
private struct RegisterEntryModel: Sendable {
  let found: Apprenticeship
  let letter: PostalCode?
  let entries: OfficersLog
  /// What other areas show: the training record, the documents of the apprentice.
  let annexes: HTML
}

/// One entry of the register, with the account of the apprentice and what officers can do about it.
extension Chamber {
  @Sendable func registerEntry(_ visit: Visit) async throws -> Reply {
    try await registerEntry(visit, AccountForm())
  }

  private func registerEntry(_ visit: Visit, _ form: AccountForm) async throws -> Reply {
    let model = try await entryModel(visit)
    let found = model.found
    let t = visit.t
    let origin = try await registers.origin(of: found.person)
    let path = "/kammer/verzeichnis/\(found.listed.id)"
    return visit.formPage(found.listed.name, form.errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("training.register.title"), "/kammer/verzeichnis")])
      page.pageHead(found.listed.name, overline: "\(t("training.field.number")) \(found.listed.apprenticeNumber)")
      page.card(title: t("training.entry")) { card in
        card.entry(found, visit)
        card.p { $0.a(found.listed.companyName, href: "/kammer/betriebe/\(found.listed.company)") }
      }
      page.accountCard(
        AccountCard(
          access: found.listed.access, action: "\(path)/account", suggestion: found.email, form: form,
          isForOfficers: true, origin: origin), visit
      ) { card in
        letterActions(
          &card, visit, letter: model.letter, access: found.listed.access, path: path,
          hasAddress: !found.street.isEmpty)
      }
      page.append(model.annexes)
      page.logCard(model.entries, for: visit)
    }
  }

  /// What can be done about credentials by post, and the end of the access.
  /// - Parameter hasAddress: false where it is known that a letter would not find the person.
  func letterActions(
    _ card: inout HTML, _ visit: Visit, letter: PostalCode?, access: PersonAccess, path: String,
    hasAddress: Bool = true
  ) {
    let t = visit.t
    if let letter {
      card.p(
        t(
          "chamber.access.letter.\(letter.state == .revoked && letter.printedAt == nil ? "neverPrinted" : letter.state.rawValue)",
          ["date": t.shortTime(letter.printedAt ?? letter.requestedAt, visit.clock)]))
    }
    let isLive = letter?.state == .live && access.kind != .held
    if isLive { card.p(t("chamber.access.letterReplaces"), .class("muted")) }
    card.buttonRow { row in
      if case .held = access {
        return row.buttonLink(t("chamber.access.end"), href: "\(path)/zugang-beenden", .danger)
      }
      if access.kind != .none {
        row.buttonLink(t("chamber.access.takeBack"), href: "\(path)/zugang-beenden")
      }
      if hasAddress {
        row.postButton(
          action: "\(path)/brief", label: t(isLive ? "chamber.access.newLetter" : "chamber.access.requestLetter"),
          token: visit.formToken)
      }
      if letter?.state == .live || letter?.state == .requested {
        row.postButton(action: "\(path)/code-sperren", label: t("chamber.access.revoke"), token: visit.formToken)
      }
    }
  }

  private func entryModel(_ visit: Visit) async throws -> RegisterEntryModel {
    guard let id = visit.key("apprenticeship") else { throw NotFound() }
    let model = try await database.read { connection -> RegisterEntryModel? in
      guard let found = try ApprenticeshipQueries.apprenticeship(id, in: connection) else { return nil }
      let subject = JournalEntry.Subject("apprenticeship", id)
      let (apprentice, number) = (found.listed.apprentice, found.listed.apprenticeNumber)
      return RegisterEntryModel(
        found: found, letter: try PostalCodeQueries.newest(.apprentice, apprentice, in: connection),
        entries: try office.log(about: subject, in: connection),
        annexes: try office.annexes(
          beside: OfficeObject(subject, number: number, getsDocuments: false),
          OfficeObject(.init("apprentice", apprentice), number: number, getsDocuments: true), for: visit,
          in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  // MARK: What officers can do

  /// The chamber's own word: an address that has an account gets the function at once.
  @Sendable func openRegisterAccount(_ visit: Visit) async throws -> Reply {
    let found = try await entryModel(visit).found
    switch try await apprenticeships.openAccount(of: found, from: .chamber, visit) {
    case .opened(let flash, let email):
      return visit.redirect(
        to: "/kammer/verzeichnis/\(found.listed.id)", flash: flash, ["email": email, "name": found.listed.name])
    case .again(let form): return try await registerEntry(visit, form)
    }
  }

  @Sendable func resendRegisterAccount(_ visit: Visit) async throws -> Reply {
    let found = try await entryModel(visit).found
    let flash = try await registers.resendAccount(found.person, visit)
    return visit.redirect(to: "/kammer/verzeichnis/\(found.listed.id)", flash: flash)
  }

  @Sendable func requestRegisterLetter(_ visit: Visit) async throws -> Reply {
    try await change(visit, "apprenticeship.letter.requested", "chamber.access.letterRequested") { found, connection in
      let apprentice = found.listed.apprentice
      return try AccessLetterQueries.requestLetter(
        .apprentice, apprentice, subjects: ApprenticeKind().withPostalAddress(apprentice),
        now: visit.now, in: connection)
    }
  }

  @Sendable func revokeRegisterCode(_ visit: Visit) async throws -> Reply {
    try await change(visit, "apprenticeship.letter.revoked", "chamber.access.revoked") { found, connection in
      try AccessLetterQueries.revoke(.apprentice, found.listed.apprentice, in: connection)
    }
  }

  @Sendable func confirmRegisterAccessEnd(_ visit: Visit) async throws -> Reply {
    let found = try await entryModel(visit).found
    return accessEndPage(visit, found.listed.name, "/kammer/verzeichnis/\(found.listed.id)")
  }

  func accessEndPage(_ visit: Visit, _ name: String, _ path: String) -> Reply {
    let t = visit.t
    return visit.confirmationPage(
      Confirmation(
        title: t("chamber.access.confirmEnd.title", ["name": name]), text: t("chamber.access.confirmEnd.text"),
        action: "\(path)/zugang-beenden", label: t("chamber.access.end"), back: path))
  }

  @Sendable func endRegisterAccess(_ visit: Visit) async throws -> Reply {
    try await change(visit, "apprenticeship.access.ended", "chamber.access.ended") { found, connection in
      let apprentice = found.listed.apprentice
      guard try FunctionGrantQueries.end(.apprentice, apprentice, now: visit.now, in: connection) else { return false }
      try delegation.end(for: .apprentice, apprentice, cause: visit.cause, in: connection)
      return true
    }
  }

  private func change(
    _ visit: Visit, _ event: String, _ flash: String,
    _ change: @Sendable @escaping (Apprenticeship, any Connection) throws -> Bool
  ) async throws -> Reply {
    let found = try await entryModel(visit).found
    let isDone = try await database.write { connection in
      guard try change(found, connection) else { return false }
      try record(event, .init("apprenticeship", found.listed.id), visit, in: connection)
      return true
    }
    return visit.redirect(
      to: "/kammer/verzeichnis/\(found.listed.id)", flash: isDone ? flash : "office.nothingDone")
  }
}
