import Accounts
import Chronology
import Companies
import Journal
import Office
import Settings

/// What the back office contributes besides its pages: officers as functions of accounts, their rights and menu
/// entries.
extension Chamber {
  package static let officerRights: [OfficerRight] = [.letters, .accounts, .administration]

  package static let officeEntries = [
    OfficeEntry(.letters, "chamber.menu.letters", path: OfficePath.letters, rank: 7),
    OfficeEntry(.accounts, "chamber.menu.accounts", path: AccountPath.officeStart, rank: 8),
    OfficeEntry(
      seldom: .companies, "chamber.menu.import", detail: "chamber.overview.more.import", path: OfficePath.fileImport,
      rank: 1),
    OfficeEntry(
      seldom: .administration, "chamber.menu.staff", detail: "chamber.overview.more.staff", path: ChamberPath.staff,
      rank: 3),
    OfficeEntry(
      seldom: .administration, "chamber.menu.settings", detail: "chamber.overview.more.settings",
      path: ChamberPath.settings, rank: 4),
    OfficeEntry(
      seldom: .administration, "chamber.menu.journal", detail: "chamber.overview.more.journal",
      path: ChamberPath.log, rank: 5),
  ]

  package static let fourEyesKinds: [FourEyesKind] = [.accountDeletion, .fourEyesOff]

  package static let logVocabulary = LogVocabulary(
    paths: [.account: AccountPath.officeStart, .fileImport: OfficePath.fileImport, .letterRun: OfficePath.letters],
    words: [
      "kind": ["import.kind.*", "postbox.letter.*.title", "chamber.import.decidedKind.*"],
      "function": ["accounts.function.*"], "proposal": ["office.fourEyes.*"],
      "list": ["import.kind.*", "chamber.menu.*"],
    ],
    events: Event.ofChamber)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(
      providers: [OfficerFunctions(settings: settings, clock: clock)], erasures: [OfficerErasure(clock: clock)])
  }
}

extension FourEyesKind {
  static let accountDeletion = FourEyesKind(
    "account_deletion", right: .accounts, isOpen: AccountQueries.isStaying, isAboutAccounts: true,
    logged: { .init(.account, $0) }, path: { "\(AccountPath.office($0))/loeschen" },
    object: { AccountPath.office($0) },
    title: { try AccountQueries.account($0, in: $1)?.fullName ?? "" })

  static let fourEyesOff = FourEyesKind(
    "four_eyes_off", right: .administration, isWithoutNumber: true, logged: { _ in .init(.setting) },
    path: { _ in ChamberPath.settings(of: OfficeSettings.fourEyes.declaration.area) },
    object: { _ in ChamberPath.settings(of: OfficeSettings.fourEyes.declaration.area) })
}
