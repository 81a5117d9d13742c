import Chronology
import Work

/// The columns of a file that exams need about an apprentice and a contract. All are optional; a missing column changes
/// nothing.
struct ImportedExamData: Sendable, Equatable {
  var birthPlace: String
  var phone: String
  var shortenedMonths: Int?
  var creditedMonths: Int?
  var partTimePercent: Int?

  static let columns: [(column: String, others: [String])] = [
    ("geburtsort", ["geboren_in"]), ("telefon", ["tel", "telefonnummer", "mobil"]),
    ("verkuerzung_monate", ["verkuerzung", "verkuerzt_um"]), ("anrechnung_monate", ["anrechnung", "angerechnet"]),
    ("teilzeit_prozent", ["teilzeit"]),
  ]

  init(_ reader: inout LineReader) {
    birthPlace = reader.optional("geburtsort", atMost: 100, .tooLong) { $0 } ?? ""
    phone = reader.optional("telefon", atMost: 40, .phone) { Self.isPhone($0) ? $0 : nil } ?? ""
    shortenedMonths = Self.months(&reader, "verkuerzung_monate")
    creditedMonths = Self.months(&reader, "anrechnung_monate")
    let percent = reader.optional("teilzeit_prozent", .number) {
      TypedNumber.whole($0.replacing("%", with: ""), in: 50...100)
    }
    partTimePercent = percent.flatMap { $0 == 100 ? nil : $0 }
  }

  /// Zero months count as none.
  private static func months(_ reader: inout LineReader, _ column: String) -> Int? {
    reader.optional(column, .number) { TypedNumber.whole($0, in: 0...36) }.flatMap { $0 == 0 ? nil : $0 }
  }

  private static func isPhone(_ text: String) -> Bool {
    text.contains { $0.isASCII && $0.isNumber }
      && text.allSatisfy { $0.isASCII && ($0.isNumber || " +-/().".contains($0)) }
  }

  var values: [ImportedValue] {
    [
      ImportedValue("geburtsort", birthPlace), ImportedValue("telefon", phone),
      ImportedValue("verkuerzung_monate", shortenedMonths.map { String($0) } ?? ""),
      ImportedValue("anrechnung_monate", creditedMonths.map { String($0) } ?? ""),
      ImportedValue("teilzeit_prozent", partTimePercent.map { String($0) } ?? ""),
    ]
  }

  /// Empty if nothing is known, so that rows from before these columns existed keep their hash.
  var hashed: String {
    let all = values.map(\.value)
    return all.allSatisfy(\.isEmpty) ? "" : "\u{1F}" + all.joined(separator: "\u{1F}")
  }

  func keeping(_ stored: KeptValues) -> ImportedExamData {
    func number(_ column: String) -> Int? { stored[column].flatMap { TypedNumber.whole($0, in: 1...100) } }
    var data = self
    data.birthPlace = stored["geburtsort"] ?? birthPlace
    data.phone = stored["telefon"] ?? phone
    data.shortenedMonths = number("verkuerzung_monate") ?? shortenedMonths
    data.creditedMonths = number("anrechnung_monate") ?? creditedMonths
    data.partTimePercent = number("teilzeit_prozent") ?? partTimePercent
    return data
  }
}
