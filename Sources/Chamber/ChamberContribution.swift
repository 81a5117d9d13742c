import Accounts
import Chronology
import Companies
import Settings

/// What the back office brings beside its pages: officers as functions of accounts, their rights and ways.
extension Chamber {
  package static let officerRights: [OfficerRight] = [.letters, .accounts, .administration]

  package static let officeEntries = [
    OfficeEntry(.letters, "chamber.menu.letters", path: "/kammer/briefe", rank: 7),
    OfficeEntry(.accounts, "chamber.menu.accounts", path: "/kammer/konten", rank: 8),
    OfficeEntry(
      seldom: .companies, "chamber.menu.import", detail: "chamber.overview.more.import", path: "/kammer/einlesen",
      rank: 1),
    OfficeEntry(
      seldom: .administration, "chamber.menu.staff", detail: "chamber.overview.more.staff", path: staffPath, rank: 3),
    OfficeEntry(
      seldom: .administration, "chamber.menu.settings", detail: "chamber.overview.more.settings",
      path: "/kammer/einstellungen", rank: 4),
    OfficeEntry(
      seldom: .administration, "chamber.menu.journal", detail: "chamber.overview.more.journal",
      path: "/kammer/protokoll", rank: 5),
  ]

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(
      providers: [OfficerFunctions(settings: settings, clock: clock)], erasures: [OfficerErasure(clock: clock)])
  }
}
