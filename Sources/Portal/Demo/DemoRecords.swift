import Accounts
import Chronology
import Database
import TrainingRecords

/// The training record of the demo's apprentice.
enum DemoRecords {
  private static let lines = [
    ["Korpus für Küchenschrank zugeschnitten", "Kanten angeleimt und bündig gefräst", "Beschläge gesetzt"],
    ["Hobelmaschine eingerichtet", "Leisten gehobelt", "Werkstatt aufgeräumt"],
    ["Fenster ausgebaut", "Rahmen geschliffen und grundiert", "Auf der Baustelle Maße genommen"],
  ]

  static func fill(
    _ accounts: [String: Int64], _ clock: WallClock, now: Instant, in connection: any Connection
  ) throws {
    guard let apprentice = accounts["azubi@demo.example"], let instructor = accounts["ausbilderin@demo.example"],
      let signer = try AccountQueries.account(instructor, in: connection),
      let apprenticeship = try WeekQueries.apprenticeship(of: apprentice, in: connection)
    else { return }
    try RecordSample(
      apprenticeship: apprenticeship, apprentice: apprentice, instructor: signer, clock: clock
    ).fill(
      lines, tags: ["9b", "9c", "10b", "11a", "3a", "6a", "9d"], leaving: 5,
      returned: "Bitte schreiben Sie beim Mittwoch dazu, welche Maschine es war.", now: now,
      in: connection)
  }
}
