import Chronology
import Work

/// The columns of files with examiners and exam participants.
enum ExamPersonColumns {
  static func number(_ role: ExamRole) -> String { role == .examiner ? "prufernummer" : "teilnehmernummer" }

  static func all(_ role: ExamRole) -> [(column: String, others: [String])] {
    switch role {
    case .examiner:
      [
        ("prufernummer", ["nummer", "prufernr", "prufer_id"]), ("ausschuss", ["prufungsausschuss"]),
        ("berufen_bis", ["aktiv_bis", "ende"]),
      ] + shared
    case .participant:
      [
        ("teilnehmernummer", ["nummer", "teilnehmernr", "prufungsnummer", "identnummer"]),
        ("prufung", ["prufungsart", "abschluss"]), ("grund", ["art", "teilnahmegrund"]),
        ("prufung_bis", ["ende", "prufungstermin"]),
      ] + shared
    }
  }

  private static let shared: [(column: String, others: [String])] = [
    ("vorname", []), ("nachname", ["name", "familienname"]), ("email", ["mail", "e_mail_adresse"]),
    ("strasse", ["str", "anschrift"]), ("plz", ["postleitzahl"]), ("ort", ["wohnort"]),
  ]

  /// The values that officers compare.
  static func values(
    _ role: ExamRole, number: String, _ firstName: String, _ lastName: String, email: String, street: String,
    postcode: String, place: String, assignment: String, lastDay: CalendarDate?
  ) -> [ImportedValue] {
    [
      ImportedValue(Self.number(role), number), ImportedValue("vorname", firstName),
      ImportedValue("nachname", lastName), ImportedValue("email", email), ImportedValue("strasse", street),
      ImportedValue("plz", postcode), ImportedValue("ort", place),
      ImportedValue(role == .examiner ? "ausschuss" : "prufung", assignment),
      ImportedValue(role == .examiner ? "berufen_bis" : "prufung_bis", lastDay?.description ?? ""),
    ]
  }
}
