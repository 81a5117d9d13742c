import Accounts
import Chronology
import Foundation
import Sodium
import Work

/// A checked line of an import.
struct ImportedCompany: ImportedRow, Equatable {
  let line: Int
  let number: String
  let name: String
  let nameAddition: String
  let legalForm: String
  let street: String
  var postcode: String
  let place: String
  var email: String
  var phone: String
  let headOffice: String
  let activeFrom: CalendarDate?
  let activeUntil: CalendarDate?
  let pin: String
  let unread: Set<String>

  var key: String { NumberKey.folded(number) }
  /// Empty for a company without a head office.
  var headOfficeKey: String { NumberKey.folded(headOffice) }
  var bringsPIN: Bool { !pin.isEmpty }
  var fullName: String { CompanyName.full(name, addition: nameAddition, legalForm: legalForm) }

  /// A hash of all that is stored of the line except the PIN.
  var contentHash: [UInt8] {
    Sodium.hash(
      [
        number, name, nameAddition, legalForm, street, postcode, place, email, phone, headOfficeKey,
        activeFrom?.description ?? "", activeUntil?.description ?? "",
      ].joined(separator: "\u{1F}"))
  }

  var subject: ImportedSubject? {
    ImportedSubject(
      number: number, identity: .company(name: name, street: street, postcode: postcode, place: place),
      values: [
        ImportedValue("betriebsnummer", number), ImportedValue("name", name), ImportedValue("name2", nameAddition),
        ImportedValue("rechtsform", legalForm), ImportedValue("strasse", street), ImportedValue("plz", postcode),
        ImportedValue("ort", place), ImportedValue("email", email), ImportedValue("telefon", phone),
        ImportedValue("aktiv_von", activeFrom?.description ?? ""),
        ImportedValue("aktiv_bis", activeUntil?.description ?? ""),
      ], end: activeUntil)
  }

  func keeping(_ stored: KeptValues) -> ImportedCompany {
    var row = self
    row.postcode = stored["plz"] ?? postcode
    row.email = stored["email"] ?? email
    row.phone = stored["telefon"] ?? phone
    return row
  }
}

/// Reads the lines of a file with companies. Each results in a company, or in problems with column, value and reason.
enum CompanyImportRules {
  /// The columns, with the alternative names that chambers use.
  static let columns: [(column: String, others: [String])] = [
    ("betriebsnummer", ["nummer", "betriebsnr", "betrieb_nr", "number", "identnummer", "firmennummer", "firmennr"]),
    ("name", ["name1", "firma", "firma1", "firmenname", "betriebsname"]),
    ("name2", ["namenszusatz", "zusatz", "name_addition", "firma2"]), ("rechtsform", ["legal_form"]),
    ("strasse", ["street", "anschrift", "strasse_hausnummer", "str"]), ("plz", ["postleitzahl", "postcode"]),
    ("ort", ["place", "stadt"]), ("email", ["mail", "e_mail_adresse"]), ("telefon", ["phone", "tel", "telefonnummer"]),
    ("hauptbetrieb", ["hauptsitz", "head_office", "stammbetrieb"]),
    ("aktiv_von", ["gultig_ab", "active_from", "beginn"]), ("aktiv_bis", ["gultig_bis", "active_until", "ende"]),
    ("pin", []),
  ]
  static let optional: Set<String> = ["email", "telefon", "plz"]

  static func read(_ line: TableFile.Line, _ columns: ImportColumns) -> ReadLine<ImportedCompany> {
    var reader = LineReader(columns, line)
    let (from, until) = (reader.date("aktiv_von"), reader.date("aktiv_bis"))
    reader.require(from, notAfter: until, at: "aktiv_bis", else: .order)
    let number = reader.text("betriebsnummer", atMost: 30, isRequired: true)
    if !number.isEmpty, NumberKey.folded(number).isEmpty { reader.add("betriebsnummer", .number) }
    let pin = reader.text("pin")
    let row = ImportedCompany(
      line: line.number, number: number, name: reader.text("name", atMost: 200, isRequired: true),
      nameAddition: reader.text("name2", atMost: 200), legalForm: reader.text("rechtsform", atMost: 100),
      street: reader.text("strasse", atMost: 200), postcode: reader.postcode("plz"),
      place: reader.text("ort", atMost: 200), email: reader.email("email"), phone: reader.phone("telefon"),
      headOffice: reader.text("hauptbetrieb", atMost: 30), activeFrom: from, activeUntil: until, pin: pin,
      unread: reader.unread)
    if !pin.isEmpty, !(4...40).contains(PINRules.folded(pin).count) { reader.addSecret("pin", .pin) }
    return ReadLine(row, reader)
  }
}

extension LineReader {
  /// Reads a telephone number as written; empty if there is none.
  fileprivate mutating func phone(_ column: String) -> String {
    optional(column, atMost: 60, .phone) { text in
      text.contains { $0.isASCII && $0.isNumber } ? text : nil
    } ?? ""
  }
}
