import Accounts
import Chronology
import Database
import Journal
import Office
import Web

/// A person, for the officers' page.
private struct OfficePerson: Sendable {
  let kind: any PersonKind
  let path: String
  let file: PersonFile

  var person: RegisteredPerson { file.person }
  var subject: JournalEntry.Subject { .init(SubjectKind(kind.kind.rawValue), person.subject) }
  var order: AccountOrder { AccountOrder(person, access: file.access, origin: .chamber, subject: subject) }
  var object: OfficeObject { OfficeObject(subject, number: file.number, getsDocuments: kind.getsDocuments) }
}

/// The content of the page.
private struct PersonModel: Sendable {
  let person: OfficePerson
  let letter: PostalCode?
  /// Cards of other areas, such as the documents.
  let annexes: HTML
  let log: OfficersLog
}

/// The officers' page of a person in a register, such as an instructor: the chamber's data, the account, the documents.
/// Apprentices are shown on the entry of their contract.
extension Registers {
  func addPersonRoutes(to routes: inout Routes) {
    for kind in kinds {
      guard let path = kind.officePath else { continue }
      let one = "\(path)/{person}"
      routes.get(one, .officer(.training)) { try await personPage($0, kind, AccountForm()) }
      routes.appoint("\(one)/account", .officer(.training)) { try await openPersonAccount($0, kind) }
      routes.appoint("\(one)/account/erneut", .officer(.training)) { try await resendPersonAccount($0, kind) }
      routes.appoint("\(one)/brief", .officer(.training)) { try await requestPersonLetter($0, kind) }
      routes.post("\(one)/code-sperren", .officer(.training)) { try await revokePersonCode($0, kind) }
      routes.get("\(one)/zugang-beenden", .officer(.training)) { try await confirmPersonAccessEnd($0, kind) }
      routes.appoint("\(one)/zugang-beenden", .officer(.training)) { try await endPersonAccess($0, kind) }
    }
  }

  private func personPage(_ visit: Visit, _ kind: any PersonKind, _ form: AccountForm) async throws -> Reply {
    let model = try await database.read { connection in
      let person = try find(visit, kind, in: connection)
      return PersonModel(
        person: person, letter: try PostalCodeQueries.newest(kind.kind, person.person.subject, in: connection),
        annexes: try office.annexes(beside: person.object, for: visit, in: connection),
        log: try office.log(about: person.subject, in: connection))
    }
    let (file, path) = (model.person.file, model.person.path)
    let origin = try await origin(of: file.person)
    return visit.formPage(file.person.name, form.errors) { page in
      page.breadcrumb(label: visit.t("office.breadcrumb"), file.belonging)
      page.pageHead(file.person.name, overline: file.overline)
      if let facts = file.facts { page.card(title: facts.title) { $0.descriptionList(facts.items) } }
      page.accountCard(
        AccountCard(
          access: file.access, action: "\(path)/account", suggestion: file.email, form: form, isForOfficers: true,
          origin: origin), visit
      ) { card in
        card.letterActions(
          LetterActions(letter: model.letter, access: file.access, path: path, hasAddress: file.hasAddress), visit)
      }
      page.append(model.annexes)
      page.logCard(model.log, for: visit)
    }
  }

  private func find(_ visit: Visit, _ kind: any PersonKind, in connection: any Connection) throws -> OfficePerson {
    let day = visit.clock.day(of: visit.now)
    guard let id = visit.key("person"), let path = kind.officePath,
      let file = try kind.file(of: id, on: day, visit.t, in: connection)
    else { throw NotFound() }
    return OfficePerson(kind: kind, path: "\(path)/\(id)", file: file)
  }

  private func person(_ visit: Visit, _ kind: any PersonKind) async throws -> OfficePerson {
    try await database.read { try find(visit, kind, in: $0) }
  }

  // MARK: Officers' actions

  private func openPersonAccount(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    switch try await openAccount(found.order, visit) {
    case .opened(let flash, let email):
      return visit.redirect(to: found.path, flash: flash, ["email": email, "name": found.person.name])
    case .again(let form): return try await personPage(visit, kind, form)
    }
  }

  private func resendPersonAccount(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    return visit.redirect(to: found.path, flash: try await resendAccount(found.person, visit))
  }

  private func requestPersonLetter(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    let isDone = try await requestLetter(
      to: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: found.path, flash: isDone ? .registersAccessLetterRequested : .registersAccessNoAddress)
  }

  private func revokePersonCode(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    let isDone = try await revokeCode(
      of: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: found.path, flash: isDone ? .registersAccessRevoked : .nothingDone)
  }

  private func confirmPersonAccessEnd(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    return visit.accessEndPage(of: found.person.name, at: found.path)
  }

  private func endPersonAccess(_ visit: Visit, _ kind: any PersonKind) async throws -> Reply {
    let found = try await person(visit, kind)
    let isDone = try await endAccess(
      of: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: found.path, flash: isDone ? .registersAccessEnded : .nothingDone)
  }
}
