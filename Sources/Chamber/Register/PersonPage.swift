import Accounts
import Chronology
import Database
import Delegation
import Journal
import Office
import Registers
import Web

/// What the officers' page of a person shows.
private struct PersonModel: Sendable {
  let kind: any PersonKind
  let path: String
  let file: PersonFile
  let letter: PostalCode?
  /// What other areas show, such as the documents.
  let annexes: HTML
  let log: OfficersLog

  var person: RegisteredPerson { file.person }
  var subject: JournalEntry.Subject { .init(kind.kind.rawValue, person.subject) }
  var order: AccountOrder { AccountOrder(person, access: file.access, origin: .chamber, subject: subject) }
}

/// The officers' page of a person of a register, such as an instructor: what the chamber keeps, the account, the
/// documents. Apprentices have theirs with the entry of the contract.
extension Chamber {
  func addPersonRoutes(to routes: inout Routes) {
    for kind in registers.kinds {
      guard let path = kind.officePath else { continue }
      let one = "\(path)/{person}"
      routes.get(one, .officer(.training)) { try await personPage($0, try await person($0, kind), AccountForm()) }
      routes.appoint("\(one)/account", .officer(.training)) { try await openPersonAccount($0, kind) }
      routes.appoint("\(one)/account/erneut", .officer(.training)) { try await resendPersonAccount($0, kind) }
      routes.appoint("\(one)/brief", .officer(.training)) { try await requestPersonLetter($0, kind) }
      routes.post("\(one)/code-sperren", .officer(.training)) { try await revokePersonCode($0, kind) }
      routes.get("\(one)/zugang-beenden", .officer(.training)) { try await confirmPersonAccessEnd($0, kind) }
      routes.appoint("\(one)/zugang-beenden", .officer(.training)) { try await endPersonAccess($0, kind) }
    }
  }

  private func person(_ visit: Visit, _ kind: any PersonKind) async throws -> PersonModel {
    let (day, t) = (visit.clock.day(of: visit.now), visit.t)
    guard let id = visit.key("person"), let path = kind.officePath else { throw NotFound() }
    let found = try await database.read { connection -> PersonModel? in
      guard let file = try kind.file(of: id, on: day, t, in: connection) else { return nil }
      let subject = JournalEntry.Subject(kind.kind.rawValue, id)
      return PersonModel(
        kind: kind, path: "\(path)/\(id)", file: file,
        letter: try PostalCodeQueries.newest(kind.kind, id, in: connection),
        annexes: try office.annexes(
          beside: OfficeObject(subject, number: file.number, getsDocuments: kind.getsDocuments), for: visit,
          in: connection),
        log: try office.log(about: subject, in: connection))
    }
    guard let found else { throw NotFound() }
    return found
  }

  private func personPage(_ visit: Visit, _ model: PersonModel, _ form: AccountForm) async throws -> Reply {
    let (t, file) = (visit.t, model.file)
    let origin = try await registers.origin(of: file.person)
    return visit.formPage(file.person.name, form.errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), file.belonging)
      page.pageHead(file.person.name, overline: file.overline)
      if let facts = file.facts { page.card(title: facts.title) { $0.descriptionList(facts.items) } }
      page.accountCard(
        AccountCard(
          access: file.access, action: "\(model.path)/account", suggestion: file.email, form: form,
          isForOfficers: true, origin: origin),
        visit
      ) { card in
        letterActions(
          &card, visit, letter: model.letter, access: file.access, path: model.path, hasAddress: file.hasAddress)
      }
      page.append(model.annexes)
      page.logCard(model.log, for: visit)
    }
  }

  // MARK: What officers can do

  private func openPersonAccount(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let model = try await person(visit, kind)
    switch try await registers.openAccount(model.order, visit) {
    case .opened(let flash, let email):
      return visit.redirect(to: model.path, flash: flash, ["email": email, "name": model.person.name])
    case .again(let form): return try await personPage(visit, model, form)
    }
  }

  private func resendPersonAccount(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let model = try await person(visit, kind)
    return visit.redirect(to: model.path, flash: try await registers.resendAccount(model.person, visit))
  }

  private func requestPersonLetter(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let done = ("letter.requested", "chamber.access.letterRequested", "chamber.access.noAddress")
    return try await change(visit, kind, done) { subject, connection in
      try AccessLetterQueries.requestLetter(
        kind.kind, subject, subjects: kind.withPostalAddress(subject), now: visit.now, in: connection)
    }
  }

  private func revokePersonCode(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let done = ("letter.revoked", "chamber.access.revoked", "office.nothingDone")
    return try await change(visit, kind, done) { subject, connection in
      try AccessLetterQueries.revoke(kind.kind, subject, in: connection)
    }
  }

  private func confirmPersonAccessEnd(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let model = try await person(visit, kind)
    return accessEndPage(visit, model.person.name, model.path)
  }

  private func endPersonAccess(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let done = ("access.ended", "chamber.access.ended", "office.nothingDone")
    return try await change(visit, kind, done) { subject, connection in
      guard try FunctionGrantQueries.end(kind.kind, subject, now: visit.now, in: connection) else { return false }
      try delegation.end(for: kind.kind, subject, cause: visit.cause, in: connection)
      return true
    }
  }

  /// - Parameter done: the event, and what is said when it was done and when it could not.
  private func change(
    _ visit: Visit, _ kind: any PersonKind, _ done: (event: String, flash: String, otherwise: String),
    _ change: @Sendable @escaping (Int64, any Connection) throws -> Bool
  ) async throws -> Reply {
    let model = try await person(visit, kind)
    let isDone = try await database.write { connection in
      guard try change(model.person.subject, connection) else { return false }
      try record("\(kind.kind.rawValue).\(done.event)", model.subject, visit, in: connection)
      return true
    }
    return visit.redirect(to: model.path, flash: isDone ? done.flash : done.otherwise)
  }
}
