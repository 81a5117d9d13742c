import Accounts
import Apprenticeships
import Chronology
import Database
import Delegation
import Documents
import Exams
import Journal
import Web

/// The officers' page of an instructor, an examiner or an exam participant: what the chamber keeps, the account, the
/// documents.
extension Chamber {
  func addPersonRoutes(to routes: inout Routes) {
    for desk in PersonDesk.allCases {
      let one = "\(desk.path)/{person}"
      routes.get(one, .officer(.training)) { try await personPage($0, try await file($0, desk), AccountForm()) }
      routes.appoint("\(one)/account", .officer(.training)) { try await openPersonAccount($0, desk) }
      routes.appoint("\(one)/account/erneut", .officer(.training)) { try await resendPersonAccount($0, desk) }
      routes.appoint("\(one)/brief", .officer(.training)) { try await requestPersonLetter($0, desk) }
      routes.post("\(one)/code-sperren", .officer(.training)) { try await revokePersonCode($0, desk) }
      routes.get("\(one)/zugang-beenden", .officer(.training)) { try await confirmPersonAccessEnd($0, desk) }
      routes.appoint("\(one)/zugang-beenden", .officer(.training)) { try await endPersonAccess($0, desk) }
    }
  }

  private func file(_ visit: Visit, _ desk: PersonDesk) async throws -> PersonFile {
    let day = visit.clock.day(of: visit.now)
    guard let id = visit.key("person"),
      let found = try await database.read({ try PersonFile.load(id, at: desk, on: day, in: $0) })
    else { throw NotFound() }
    return found
  }

  private func personPage(_ visit: Visit, _ file: PersonFile, _ form: AccountForm) async throws -> Reply {
    let t = visit.t
    let origin = try await apprenticeships.origin(of: file.person)
    return visit.page(file.person.name, status: form.errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), form.errors)
      personHead(&page, t, file)
      page.accountCard(
        AccountCard(
          access: file.access, action: "\(file.path)/account", suggestion: file.email, form: form, isForOfficers: true,
          origin: origin),
        visit
      ) { card in
        letterActions(
          &card, visit, letter: file.letter, access: file.access, path: file.path, hasAddress: file.hasAddress)
      }
      if let recipient = file.desk.recipient {
        documentCard(&page, visit, file.documents, issuing: (recipient, file.number))
      }
      journalCard(&page, visit, file.log)
    }
  }

  private func personHead(_ page: inout HTML, _ t: Texts, _ file: PersonFile) {
    switch file.entry {
    case .instructor(let found):
      page.breadcrumb(
        label: t("chamber.breadcrumb"), [Link(found.companyName, "/kammer/betriebe/\(found.company)")])
      page.pageHead(found.name, overline: "\(t("training.field.instructorNumber")) \(found.number)")
    case .exam(let found):
      page.breadcrumb(
        label: t("chamber.breadcrumb"), [Link(t("chamber.exams.\(found.role.rawValue)"), file.desk.path)])
      page.pageHead(found.name, overline: t("accounts.function.\(found.role.rawValue)"))
      page.card(title: found.heading(t)) { $0.descriptionList(found.facts(t)) }
    }
  }

  // MARK: What officers can do

  private func openPersonAccount(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let file = try await file(visit, desk)
    switch try await apprenticeships.openAccount(file.accountOrder, visit) {
    case .opened(let flash, let email):
      return visit.redirect(to: file.path, flash: flash, ["email": email, "name": file.person.name])
    case .again(let form): return try await personPage(visit, file, form)
    }
  }

  private func resendPersonAccount(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let file = try await file(visit, desk)
    return visit.redirect(to: file.path, flash: try await apprenticeships.resendAccount(file.person, visit))
  }

  private func requestPersonLetter(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let done = ("letter.requested", "chamber.access.letterRequested", "chamber.access.noAddress")
    return try await change(visit, desk, done) { subject, connection in
      try AccessLetterQueries.requestLetter(
        desk.kind, subject, subjects: desk.withPostalAddress(subject), now: visit.now, in: connection)
    }
  }

  private func revokePersonCode(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let done = ("letter.revoked", "chamber.access.revoked", "chamber.access.nothingDone")
    return try await change(visit, desk, done) { subject, connection in
      try AccessLetterQueries.revoke(desk.kind, subject, in: connection)
    }
  }

  private func confirmPersonAccessEnd(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let file = try await file(visit, desk)
    return accessEndPage(visit, file.person.name, file.path)
  }

  private func endPersonAccess(_ visit: Visit, _ desk: PersonDesk) async throws -> Reply {
    let done = ("access.ended", "chamber.access.ended", "chamber.access.nothingDone")
    return try await change(visit, desk, done) { subject, connection in
      guard try FunctionGrantQueries.end(desk.kind, subject, now: visit.now, in: connection) else { return false }
      try delegation.end(for: desk.kind, subject, visit, in: connection)
      return true
    }
  }

  /// - Parameter done: the event, and what is said when it was done and when it could not.
  private func change(
    _ visit: Visit, _ desk: PersonDesk, _ done: (event: String, flash: String, otherwise: String),
    _ change: @Sendable @escaping (Int64, any Connection) throws -> Bool
  ) async throws -> Reply {
    let file = try await file(visit, desk)
    let isDone = try await database.write { connection in
      guard try change(file.person.subject, connection) else { return false }
      try record("\(desk.kind.rawValue).\(done.event)", file.subject, visit, in: connection)
      return true
    }
    return visit.redirect(to: file.path, flash: isDone ? done.flash : done.otherwise)
  }
}
