import Accounts
import Companies
import Database
import Journal
import Office
import Registers
import Web

/// The content of the officers' page of an entry.
private struct RegisterEntryModel: Sendable {
  let found: Apprenticeship
  let letter: PostalCode?
  /// Cards of other areas: the training record, the documents of the apprentice.
  let annexes: HTML
  let log: OfficersLog
}

/// The officers' page of an entry of the register, with the apprentice's account and the officers' actions.
extension Apprenticeships {
  @Sendable func registerEntry(_ visit: Visit) async throws -> Reply {
    try await registerEntry(visit, AccountForm())
  }

  private func registerEntry(_ visit: Visit, _ form: AccountForm) async throws -> Reply {
    let model = try await database.read { connection in
      let found = try registered(visit, in: connection)
      let (apprentice, number) = (found.listed.apprentice, found.listed.apprenticeNumber)
      return RegisterEntryModel(
        found: found, letter: try PostalCodeQueries.newest(.apprentice, apprentice, in: connection),
        annexes: try office.annexes(
          beside: OfficeObject(found.subject, number: number, getsDocuments: false),
          OfficeObject(.init(.apprentice, apprentice), number: number, getsDocuments: true), for: visit,
          in: connection),
        log: try office.log(about: found.subject, in: connection))
    }
    let (found, t) = (model.found, visit.t)
    let origin = try await registers.origin(of: found.person)
    return visit.formPage(found.listed.name, form.errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("training.register.title"), ApprenticeshipPath.register)])
      page.pageHead(found.listed.name, overline: "\(t("training.field.number")) \(found.listed.apprenticeNumber)")
      page.card(title: t("training.entry")) { card in
        card.entry(found, visit)
        card.p { $0.a(found.listed.companyName, href: CompanyPath.office(found.listed.company)) }
      }
      page.accountCard(
        AccountCard(
          access: found.listed.access, action: "\(found.officePath)/account", suggestion: found.email, form: form,
          isForOfficers: true, origin: origin), visit
      ) { card in
        card.letterActions(
          LetterActions(
            letter: model.letter, access: found.listed.access, path: found.officePath,
            hasAddress: !found.street.isEmpty), visit)
      }
      page.append(model.annexes)
      page.logCard(model.log, for: visit)
    }
  }

  private func registered(_ visit: Visit, in connection: any Connection) throws -> Apprenticeship {
    guard let id = visit.key("apprenticeship"),
      let found = try ApprenticeshipQueries.apprenticeship(id, in: connection)
    else { throw NotFound() }
    return found
  }

  private func registered(_ visit: Visit) async throws -> Apprenticeship {
    try await database.read { try registered(visit, in: $0) }
  }

  // MARK: Officers' actions

  /// By the chamber's decision, an existing account at the address gets the function at once.
  @Sendable func openRegisterAccount(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    switch try await openAccount(of: found, from: .chamber, visit) {
    case .opened(let flash, let email):
      return visit.redirect(to: found.officePath, flash: flash, ["email": email, "name": found.listed.name])
    case .again(let form): return try await registerEntry(visit, form)
    }
  }

  @Sendable func resendRegisterAccount(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    return visit.redirect(to: found.officePath, flash: try await registers.resendAccount(found.person, visit))
  }

  @Sendable func requestRegisterLetter(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    let isDone = try await registers.requestLetter(
      to: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: found.officePath, flash: isDone ? .registersAccessLetterRequested : .nothingDone)
  }

  @Sendable func revokeRegisterCode(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    let isDone = try await registers.revokeCode(
      of: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: found.officePath, flash: isDone ? .registersAccessRevoked : .nothingDone)
  }

  @Sendable func confirmRegisterAccessEnd(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    return visit.accessEndPage(of: found.listed.name, at: found.officePath)
  }

  @Sendable func endRegisterAccess(_ visit: Visit) async throws -> Reply {
    let found = try await registered(visit)
    let isDone = try await registers.endAccess(
      of: found.person, logged: found.subject, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: found.officePath, flash: isDone ? .registersAccessEnded : .nothingDone)
  }
}

extension Apprenticeship {
  /// The subject of audit log entries.
  fileprivate var subject: JournalEntry.Subject { .init(.apprenticeship, listed.id) }

  fileprivate var officePath: String { ApprenticeshipPath.registerEntry(listed.id) }
}
