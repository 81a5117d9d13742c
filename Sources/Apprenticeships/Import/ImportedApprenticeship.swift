import Accounts
import Chronology
import Companies
import Sodium
import Work

/// A checked line of a file with apprenticeships.
struct ImportedApprenticeship: ImportedRow {
  let line: Int
  /// The number of the apprentice (Azubinummer).
  let apprentice: String
  let contract: String
  let firstName: String
  let lastName: String
  let birthDate: CalendarDate?
  let street: String
  var postcode: String
  let place: String
  var email: String
  let company: String
  /// The first day on which the company trains, if it is not the first company.
  let companySince: CalendarDate?
  let occupation: String
  let instructor: String
  let startsOn: CalendarDate
  let endsOn: CalendarDate
  let enteredOn: CalendarDate?
  let dissolvedOn: CalendarDate?
  var school: String
  var weeklyTenths: Int?
  let recordForm: RecordForm
  /// The columns that exams need.
  var examData: ImportedExamData
  let unread: Set<String>

  /// The number of the contract; that of the apprentice if the chamber has none.
  var number: String { contract.isEmpty ? apprentice : contract }
  var key: String { NumberKey.folded(number) }
  var companyKey: String { NumberKey.folded(company) }
  var occupationKey: String { NumberKey.folded(occupation) }
  var instructorKey: String { NumberKey.folded(instructor) }

  var contentHash: [UInt8] {
    Sodium.hash(
      [
        apprentice, contract, firstName, lastName, text(birthDate), street, postcode, place, email, companyKey,
        text(companySince), occupationKey, instructorKey, text(startsOn), text(endsOn), text(enteredOn),
        text(dissolvedOn), school, weeklyTenths.map { String($0) } ?? "", recordForm.rawValue,
      ].joined(separator: "\u{1F}") + examData.hashed)
  }

  private func text(_ date: CalendarDate?) -> String { date?.description ?? "" }

  var personKey: String? { NumberKey.folded(apprentice) }

  var subject: ImportedSubject? {
    ImportedSubject(
      number: apprentice, identity: .person(firstName: firstName, lastName: lastName, birthDate: birthDate),
      values: [
        ImportedValue("azubinummer", apprentice), ImportedValue("vorname", firstName),
        ImportedValue("nachname", lastName), ImportedValue("geburtsdatum", text(birthDate)),
        ImportedValue("strasse", street), ImportedValue("plz", postcode), ImportedValue("ort", place),
        ImportedValue("email", email), ImportedValue("vertragsnummer", number),
        ImportedValue("betriebsnummer", company), ImportedValue("berufsnummer", occupation),
        ImportedValue("ausbildernummer", instructor), ImportedValue("beginn", text(startsOn)),
        ImportedValue("ende", text(endsOn)), ImportedValue("lösung", text(dissolvedOn)),
        ImportedValue("berufsschule", school),
        ImportedValue("wochenstunden", weeklyTenths.map { String($0) } ?? ""),
      ] + examData.values, end: dissolvedOn ?? endsOn)
  }

  func keeping(_ stored: KeptValues) -> ImportedApprenticeship {
    var row = self
    row.postcode = stored["plz"] ?? postcode
    row.email = stored["email"] ?? email
    row.school = stored["berufsschule"] ?? school
    row.examData = examData.keeping(stored)
    row.weeklyTenths = stored["wochenstunden"].flatMap { TypedNumber.whole($0, in: 0...1000) } ?? weeklyTenths
    return row
  }
}

/// Reads the lines of a file with apprenticeships.
enum ApprenticeshipImportRules {
  static let columns: [(column: String, others: [String])] =
    [
      ("azubinummer", ["identnummer", "azubi_id", "ident_nr", "azubinr", "azubi_nummer", "lehrlingsnummer"]),
      ("vertragsnummer", ["vertragsnr", "rollennummer", "eintragungsnummer", "vertrag"]), ("vorname", ["rufname"]),
      ("nachname", ["name", "familienname"]), ("geburtsdatum", ["geboren_am", "geb_datum", "geburtstag", "geboren"]),
      ("strasse", ["anschrift", "strasse_hausnummer", "str"]), ("plz", ["postleitzahl"]), ("ort", ["wohnort"]),
      ("email", ["mail", "e_mail_adresse"]),
      ("betriebsnummer", ["betriebsnr", "betrieb", "betriebs_id"]), ("betrieb_seit", ["betrieb_ab"]),
      ("berufsnummer", ["berufsnr", "beruf_nr"]), ("ausbildernummer", ["ausbildernr", "ausbilder_nr"]),
      ("beginn", ["ausbildungsbeginn", "von"]), ("ende", ["ausbildungsende", "bis"]),
      ("eintragung", ["eingetragen_am", "eintragungsdatum"]), ("losung", ["gelost_am", "loesung", "geloest_am"]),
      ("berufsschule", ["schule"]), ("wochenstunden", ["stunden"]),
      ("nachweis", ["ausbildungsnachweis", "berichtsheft"]),
    ] + ImportedExamData.columns
  static let optional = Set(["email", "plz", "berufsschule", "wochenstunden"] + ImportedExamData.columns.map(\.column))
  static let needed = ["azubinummer", "nachname", "betriebsnummer", "berufsnummer", "beginn", "ende"]

  static func read(
    _ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate
  ) -> ReadLine<ImportedApprenticeship> {
    var reader = LineReader(columns, line)
    let starts = reader.date("beginn", isRequired: true)
    let ends = reader.date("ende", isRequired: true)
    let (birth, dissolved) = (reader.birthDate("geburtsdatum", today: today), reader.date("losung"))
    let since = reader.date("betrieb_seit")
    reader.require(starts, notAfter: ends, at: "ende", else: .order)
    reader.require(starts, notAfter: dissolved, at: "losung", else: .orderDissolved)
    reader.require(starts, notAfter: since, at: "betrieb_seit", else: .orderSince)
    reader.require(birth?.adding(months: 13 * 12), notAfter: starts, at: "geburtsdatum", else: .birthOrder)
    reader.require(ends, notAfter: starts?.adding(months: 10 * 12), at: "ende", else: .tooLongTraining)
    let start = starts ?? today
    let examData = ImportedExamData(&reader)
    let row = ImportedApprenticeship(
      line: line.number, apprentice: reader.text("azubinummer", atMost: 30, isRequired: true),
      contract: reader.text("vertragsnummer", atMost: 30), firstName: reader.text("vorname", atMost: 100),
      lastName: reader.text("nachname", atMost: 100, isRequired: true), birthDate: birth,
      street: reader.text("strasse", atMost: 200), postcode: reader.postcode("plz"),
      place: reader.text("ort", atMost: 100),
      email: reader.email("email"), company: reader.text("betriebsnummer", atMost: 30, isRequired: true),
      companySince: since, occupation: reader.text("berufsnummer", atMost: 30, isRequired: true),
      instructor: reader.text("ausbildernummer", atMost: 30), startsOn: start, endsOn: ends ?? start,
      enteredOn: reader.date("eintragung"), dissolvedOn: dissolved,
      school: reader.optional("berufsschule", atMost: 200, .tooLong) { $0 } ?? "",
      weeklyTenths: reader.optional("wochenstunden", .number) { TypedNumber.parts($0, of: 10, in: 50...480) },
      recordForm: recordForm(&reader), examData: examData,
      unread: reader.unread)
    return ReadLine(row, reader)
  }

  /// The form of the training record, from the words that chambers use; digital if empty.
  private static func recordForm(_ reader: inout LineReader) -> RecordForm {
    switch reader.text("nachweis").lowercased() {
    case "", "elektronisch", "digital", "e": return .digital
    case "schriftlich", "papier", "s": return .paper
    default:
      reader.add("nachweis", .recordForm)
      return .digital
    }
  }
}
