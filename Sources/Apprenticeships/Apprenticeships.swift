import Accounts
import Chronology
import Companies
import Database
import Foundation
import Journal
import Office
import Registers
import Settings
import Web
import Work

/// The area of the register of apprenticeships: occupations, instructors, apprentices and their apprenticeships, for
/// companies, instructors, apprentices and officers.
package struct Apprenticeships: DomainArea {
  package let name = "Apprenticeships"

  let database: Database
  let settings: ChamberSettings
  package let accounts: Accounts
  let registers: Registers
  let office: Office
  let signal: WorkSignal
  let clock: WallClock
  let annexes: [any ApprenticeshipAnnex]

  package static let resources = PortalResources(of: "Apprenticeships", in: .module, settings: RequestSettings.all)

  package static let fourEyesKinds: [FourEyesKind] = [.requestRefusal]

  package static let officeAnnexes: [any OfficeAnnex] = [CompanyTraining()]

  package static let logVocabulary = LogVocabulary(
    paths: [.apprenticeship: ApprenticeshipPath.register], words: ["kind": ["training.access.order.*.title"]],
    events: Event.ofApprenticeships)

  package static let officeEntries = [
    OfficeEntry(.training, "chamber.menu.register", path: ApprenticeshipPath.register, rank: 2),
    OfficeEntry(
      seldom: .training, "training.occupations.title", detail: "training.occupations.detail",
      path: ApprenticeshipPath.occupations, rank: 2),
    OfficeEntry(.companies, "chamber.menu.requests", path: ApprenticeshipPath.requests, rank: 4),
  ]

  package init(
    office: Office, registers: Registers, signal: WorkSignal, clock: WallClock,
    annexes: [any ApprenticeshipAnnex] = []
  ) {
    database = office.database
    settings = office.settings
    accounts = registers.accounts
    self.office = office
    self.registers = registers
    self.signal = signal
    self.clock = clock
    self.annexes = annexes
  }

  /// The kinds of persons in the register.
  package static let kinds: [any PersonKind] = [ApprenticeKind(), InstructorKind()]

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(registers: kinds, providers: [RegisterFunctions(clock: clock)])
  }

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [AreaRound(every: AreaRound.tidying) { try await forgetOld(now: context.clock.now) }]
  }

  package static let importKindNames = [
    OccupationImportKind.name, InstructorImportKind.name, ApprenticeshipImportKind.name,
  ]

  package var importKinds: [any ImportKind] {
    [
      OccupationImportKind(database: database), InstructorImportKind(database: database),
      ApprenticeshipImportKind(database: database, clock: clock),
    ]
  }

  package var storedKeys: [StoredKeys] { StoredKeyQueries.all }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/zugangsdaten/beantragen", .everyone, requestForm)
    routes.appoint("/zugangsdaten/beantragen", .everyone, requestCredentials)
    routes.get("/zugangsdaten/beantragen/gesendet", .everyone, requestSent)
    routes.get("/betriebe/{company}/filialen", .companyMember, branchPage)
    routes.appoint(
      "/betriebe/{company}/filialen", .companyAdministrator(Companies.wordsOfMissingRight(database)), askForBranches)
    let one = "\(ApprenticeshipPath.start)/{apprenticeship}"
    routes.get("/ausbildungsverhaeltnisse", .trainingParty, apprenticeshipList)
    routes.get(one, apprenticeshipAccess(.view), apprenticeshipPage)
    routes.appoint("\(one)/account", apprenticeshipAccess(.openAccount), openApprenticeAccount)
    routes.appoint("\(one)/account/erneut", apprenticeshipAccess(.openAccount), resendApprenticeAccount)
    routes.get("/ausbilder", companyTraining, instructorList)
    routes.get("/ausbilder/{instructor}", instructorAccess, instructorPage)
    routes.appoint("/ausbilder/{instructor}/account", instructorAccess, openInstructorAccount)
    routes.appoint("/ausbilder/{instructor}/account/erneut", instructorAccess, resendInstructorAccount)
    addOfficeRoutes(to: &routes)
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, let function = acting.function, acting.covers(.contracts) else { return [] }
    let t = visit.t
    switch function.kind {
    case .companyAdministrator, .companyMember:
      var entries = [MenuEntry(t("training.menu.list"), path: ApprenticeshipPath.start, rank: 12)]
      if function.rights.contains(CompanyRight.training.rawValue) {
        entries.append(MenuEntry(t("training.menu.instructors"), path: ApprenticeshipPath.instructors, rank: 13))
      }
      return entries
    case .instructor: return [MenuEntry(t("training.menu.list"), path: ApprenticeshipPath.start, rank: 12)]
    case .apprentice: return [MenuEntry(t("training.menu.own"), path: ApprenticeshipPath.start, rank: 12)]
    default: return []
    }
  }

  /// Removes personal data that is no longer needed.
  func forgetOld(now: Instant) async throws {
    let limit = now - .days(settings[RequestSettings.requestDays])
    try await database.write { try CredentialRequestQueries.forget(decidedBefore: limit, in: $0) }
  }
}
