import Accounts
import Chronology
import Foundation
import Work

/// A line of an import, checked.
struct ImportedCompany: Sendable, Equatable {
  var line: Int
  var number: String
  var name: String
  var nameAddition: String
  var legalForm: String
  var street: String
  var postcode: String
  var place: String
  var email: String
  var phone: String
  var headOffice: String
  var activeFrom: CalendarDate?
  var activeUntil: CalendarDate?
  var pin: String

  var numberKey: String { PINRules.numberKey(number) }

  /// All that is stored of the line but the PIN, to notice a change.
  var content: String {
    [
      number, name, nameAddition, legalForm, street, postcode, place, email, phone, PINRules.numberKey(headOffice),
      activeFrom?.description ?? "", activeUntil?.description ?? "",
    ].joined(separator: "\u{1F}")
  }
}

/// Reads the lines of a file with companies: each comes out as a company or as problems with column, value and reason.
package struct CompanyImportRules: Sendable {
  /// The columns by the names that chambers use, folded; the first is the name in messages.
  static let columns: [(set: @Sendable (inout ImportedCompany, String) -> Void, names: [String])] = [
    ({ $0.number = $1 }, ["betriebsnummer", "nummer", "betriebsnr", "number", "identnummer"]),
    ({ $0.name = $1 }, ["name", "name1", "firma", "betriebsname"]),
    ({ $0.nameAddition = $1 }, ["name2", "namenszusatz", "zusatz", "name_addition"]),
    ({ $0.legalForm = $1 }, ["rechtsform", "legal_form"]),
    ({ $0.street = $1 }, ["strasse", "street", "anschrift"]),
    ({ $0.postcode = $1 }, ["plz", "postleitzahl", "postcode"]),
    ({ $0.place = $1 }, ["ort", "place", "stadt"]),
    ({ $0.email = $1 }, ["email", "e-mail", "mail"]),
    ({ $0.phone = $1 }, ["telefon", "phone", "tel"]),
    ({ $0.headOffice = $1 }, ["hauptbetrieb", "hauptsitz", "head_office", "stammbetrieb"]),
    ({ $0.pin = $1 }, ["pin"]),
  ]
  static let fromNames = ["aktiv_von", "aktiv von", "gultig_ab", "active_from", "beginn"]
  static let untilNames = ["aktiv_bis", "aktiv bis", "gultig_bis", "active_until", "ende"]

  private let positions: [Int?]
  private let from: Int?
  private let until: Int?

  /// - Returns: nil when the header names no number or no name.
  init?(header: [String]) {
    let names = header.map { SortKey.make($0) }
    func position(_ candidates: [String]) -> Int? {
      names.firstIndex { candidates.contains($0) }
    }
    positions = Self.columns.map { position($0.names) }
    from = position(Self.fromNames)
    until = position(Self.untilNames)
    guard positions[0] != nil, positions[1] != nil else { return nil }
  }

  func read(_ line: TableFile.Line) -> (company: ImportedCompany?, problems: [LineProblem]) {
    var company = ImportedCompany(
      line: line.number, number: "", name: "", nameAddition: "", legalForm: "", street: "", postcode: "", place: "",
      email: "", phone: "", headOffice: "", activeFrom: nil, activeUntil: nil, pin: "")
    for (column, position) in zip(Self.columns, positions) {
      column.set(&company, value(position, line))
    }
    var problems: [LineProblem] = []
    company.activeFrom = date(from, "aktiv_von", line, &problems)
    company.activeUntil = date(until, "aktiv_bis", line, &problems)
    check(company, &problems)
    return (problems.isEmpty ? company : nil, problems)
  }

  private func value(_ position: Int?, _ line: TableFile.Line) -> String {
    guard let position, position < line.fields.count else { return "" }
    let kept = line.fields[position].unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
    return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespaces)
  }

  private func date(
    _ position: Int?, _ column: String, _ line: TableFile.Line, _ problems: inout [LineProblem]
  ) -> CalendarDate? {
    let text = value(position, line)
    guard !text.isEmpty else { return nil }
    if let date = TypedDate.date(text) { return date }
    problems.append(LineProblem(line: line.number, column: column, value: text, reason: "import.date"))
    return nil
  }

  private func check(_ company: ImportedCompany, _ problems: inout [LineProblem]) {
    func problem(_ column: String, _ value: String, _ reason: String) {
      problems.append(
        LineProblem(
          line: company.line, column: column, value: String(value.prefix(80)), reason: "import.\(reason)"))
    }
    if company.numberKey.isEmpty { problem("betriebsnummer", company.number, "missing") }
    if company.number.count > 30 { problem("betriebsnummer", company.number, "tooLong") }
    if company.name.isEmpty { problem("name", company.name, "missing") }
    if company.name.count > 200 || company.nameAddition.count > 200 { problem("name", company.name, "tooLong") }
    if !company.postcode.isEmpty, !Self.isPostcode(company.postcode) { problem("plz", company.postcode, "postcode") }
    if !company.email.isEmpty, EmailAddress(company.email) == nil { problem("email", company.email, "email") }
    if let from = company.activeFrom, let until = company.activeUntil, until < from {
      problem("aktiv_bis", until.description, "order")
    }
    let pin = PINRules.folded(company.pin)
    if !company.pin.isEmpty, !(4...40).contains(pin.count) { problem("pin", "…", "pin") }
  }

  /// Five digits for Germany; other countries with their sign in front, such as `A-1010`.
  package static func isPostcode(_ text: String) -> Bool {
    let isGerman = text.count == 5 && text.allSatisfy { $0.isASCII && $0.isNumber }
    let parts = text.split(separator: "-", maxSplits: 1)
    let isForeign =
      parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].allSatisfy { $0.isLetter && $0.isUppercase }
      && (3...10).contains(parts[1].count)
    return isGerman || isForeign
  }
}
