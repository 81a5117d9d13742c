import Accounts
import Chronology
import Companies
import Sodium
import Work

/// A line of a file with apprenticeships, checked.
struct ImportedApprenticeship: ImportedRow {
  let line: Int
  /// The Azubinummer.
  let apprentice: String
  let contract: String
  let firstName: String
  let lastName: String
  let birthDate: CalendarDate?
  let street: String
  let postcode: String
  let place: String
  let email: String
  let company: String
  /// From when on the company trains, if it is not the first one.
  let companySince: CalendarDate?
  let occupation: String
  let instructor: String
  let startsOn: CalendarDate
  let endsOn: CalendarDate
  let enteredOn: CalendarDate?
  let dissolvedOn: CalendarDate?
  let school: String
  let weeklyTenths: Int?
  let recordForm: RecordForm

  /// The number of the contract; the Azubinummer where the chamber has none.
  var number: String { contract.isEmpty ? apprentice : contract }
  var key: String { PINRules.numberKey(number) }
  var companyKey: String { PINRules.numberKey(company) }
  var occupationKey: String { PINRules.numberKey(occupation) }
  var instructorKey: String { PINRules.numberKey(instructor) }

  var contentHash: [UInt8] {
    Sodium.hash(
      [
        apprentice, contract, firstName, lastName, text(birthDate), street, postcode, place, email, companyKey,
        text(companySince), occupationKey, instructorKey, text(startsOn), text(endsOn), text(enteredOn),
        text(dissolvedOn), school, weeklyTenths.map { String($0) } ?? "", recordForm.rawValue,
      ].joined(separator: "\u{1F}"))
  }

  private func text(_ date: CalendarDate?) -> String { date?.description ?? "" }
}

/// Reads the lines of a file with apprenticeships.
enum ApprenticeshipImportRules {
  static let columns: [(column: String, others: [String])] = [
    ("azubinummer", ["identnummer", "azubi_id", "ident_nr", "azubinr"]),
    ("vertragsnummer", ["vertragsnr", "rollennummer", "eintragungsnummer"]), ("vorname", []),
    ("nachname", ["name", "familienname"]), ("geburtsdatum", ["geboren_am", "geb_datum"]),
    ("strasse", ["anschrift"]), ("plz", ["postleitzahl"]), ("ort", ["wohnort"]), ("email", ["e_mail", "mail"]),
    ("betriebsnummer", ["betriebsnr", "betrieb"]), ("betrieb_seit", ["betrieb_ab"]),
    ("berufsnummer", ["berufsnr", "beruf_nr"]), ("ausbildernummer", ["ausbildernr", "ausbilder_nr"]),
    ("beginn", ["ausbildungsbeginn", "von"]), ("ende", ["ausbildungsende", "bis"]),
    ("eintragung", ["eingetragen_am", "eintragungsdatum"]), ("losung", ["gelost_am", "loesung", "geloest_am"]),
    ("berufsschule", ["schule"]), ("wochenstunden", ["stunden"]),
    ("nachweis", ["ausbildungsnachweis", "berichtsheft"]),
  ]
  static let needed = ["azubinummer", "nachname", "betriebsnummer", "berufsnummer", "beginn", "ende"]

  static func read(
    _ line: TableFile.Line, _ columns: ImportColumns
  ) -> (row: ImportedApprenticeship?, problems: [LineProblem]) {
    var reader = LineReader(columns, line)
    let starts = reader.date("beginn", isRequired: true)
    let ends = reader.date("ende", isRequired: true)
    if let starts, let ends, ends < starts { reader.add("ende", ends.description, "import.order") }
    let postcode = reader.text("plz", atMost: 20)
    if !postcode.isEmpty, !CompanyImportRules.isPostcode(postcode) { reader.add("plz", postcode, "import.postcode") }
    let none = CalendarDate(year: 2000, month: 1, day: 1)
    guard let start = starts ?? none, let end = ends ?? none else { return (nil, reader.problems) }
    let row = ImportedApprenticeship(
      line: line.number, apprentice: reader.text("azubinummer", atMost: 30, isRequired: true),
      contract: reader.text("vertragsnummer", atMost: 30), firstName: reader.text("vorname", atMost: 100),
      lastName: reader.text("nachname", atMost: 100, isRequired: true), birthDate: reader.date("geburtsdatum"),
      street: reader.text("strasse", atMost: 200), postcode: postcode, place: reader.text("ort", atMost: 100),
      email: reader.email("email"), company: reader.text("betriebsnummer", atMost: 30, isRequired: true),
      companySince: reader.date("betrieb_seit"), occupation: reader.text("berufsnummer", atMost: 30, isRequired: true),
      instructor: reader.text("ausbildernummer", atMost: 30), startsOn: start, endsOn: end,
      enteredOn: reader.date("eintragung"), dissolvedOn: reader.date("losung"),
      school: reader.text("berufsschule", atMost: 200),
      weeklyTenths: reader.number("wochenstunden", in: 50...480, scale: 10), recordForm: recordForm(&reader))
    return (reader.problems.isEmpty ? row : nil, reader.problems)
  }

  /// What a chamber writes for the form of the training record; digital where it says nothing.
  private static func recordForm(_ reader: inout LineReader) -> RecordForm {
    let value = reader.text("nachweis", atMost: 30).lowercased()
    switch value {
    case "", "elektronisch", "digital", "e": return .digital
    case "schriftlich", "papier", "s": return .paper
    default:
      reader.add("nachweis", value, "import.recordForm")
      return .digital
    }
  }
}
