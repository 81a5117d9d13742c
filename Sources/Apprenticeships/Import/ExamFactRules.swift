import Chronology
import Work

/// Reads the columns about exams from a file with occupations. An invalid value is left out with a warning; a missing
/// one changes nothing.
enum ExamFactRules {
  static let columns: [(column: String, others: [String])] = [
    ("rechtsgrundlage", ["recht", "gesetz"]), ("ausbildungsordnung", ["verordnung", "ao", "ordnung"]),
    ("pruefungsform", ["pruefung", "pruefungsart"]),
    ("gewicht_teil_1", ["gewicht_teil1", "teil_1", "gewicht"]), ("aufgabenersteller", ["aufgaben", "ersteller"]),
    ("kldb", ["kldb_2010", "kldb_2020", "kldb_nummer", "berufskennziffer"]),
  ]
  static let optional: Set<String> = Set(columns.map(\.column))

  /// The weight of Teil 1 in tenths of a per cent: more than nothing and less than everything.
  private static let weights = 1...999

  static func read(_ reader: inout LineReader) -> ExamFacts {
    var facts = ExamFacts()
    facts.law = reader.optional("rechtsgrundlage", .law, law)
    facts.regulation = reader.optional("ausbildungsordnung", atMost: 100, .tooLong) { $0 } ?? ""
    facts.form = reader.optional("pruefungsform", .examForm, form)
    facts.firstPartWeight = reader.optional("gewicht_teil_1", .weight, weight)
    facts.taskProvider = reader.optional("aufgabenersteller", atMost: 60, .tooLong) { $0 } ?? ""
    facts.kldb = reader.optional("kldb", .kldb, kldb) ?? ""
    return facts
  }

  /// The facts as a file would say them; those that are known.
  static func values(_ facts: ExamFacts) -> [ImportedValue] {
    let values = [
      ("rechtsgrundlage", facts.law.map(word) ?? ""), ("ausbildungsordnung", facts.regulation),
      ("pruefungsform", facts.form.map(word) ?? ""),
      ("gewicht_teil_1", facts.firstPartWeight.map { "\($0 / 10),\($0 % 10)" } ?? ""),
      ("aufgabenersteller", facts.taskProvider), ("kldb", facts.kldb),
    ]
    return values.filter { !$0.1.isEmpty }.map { ImportedValue($0.0, $0.1) }
  }

  static func keeping(_ facts: ExamFacts, _ stored: KeptValues) -> ExamFacts {
    var facts = facts
    facts.law = stored["rechtsgrundlage"].flatMap(law) ?? facts.law
    facts.regulation = stored["ausbildungsordnung"] ?? facts.regulation
    facts.form = stored["pruefungsform"].flatMap(form) ?? facts.form
    facts.firstPartWeight = stored["gewicht_teil_1"].flatMap(weight) ?? facts.firstPartWeight
    facts.taskProvider = stored["aufgabenersteller"] ?? facts.taskProvider
    facts.kldb = stored["kldb"] ?? facts.kldb
    return facts
  }

  private static func word(_ law: TrainingLaw) -> String {
    switch law {
    case .bbig: "BBiG"
    case .hwo: "HwO"
    }
  }

  private static func word(_ form: ExamForm) -> String {
    switch form {
    case .interim: "Zwischenprüfung"
    case .stretched: "gestreckt"
    }
  }

  static func law(_ text: String) -> TrainingLaw? { TrainingLaw(rawValue: text.lowercased()) }

  static func form(_ text: String) -> ExamForm? {
    switch SortKey.queryWords(text).joined() {
    case "zwischenprufung", "zwischen", "zp": .interim
    case "gestreckt", "gestreckteprufung", "gestreckteabschlussprufung", "gestrecktegesellenprufung", "gap", "ggp":
      .stretched
    default: nil
    }
  }

  /// - Returns: tenths of a per cent. A per cent sign may follow; `0,35` does not mean 35 % and is refused.
  static func weight(_ text: String) -> Int? {
    let number = text.replacing("%", with: "").trimmingSpaces
    guard let tenths = TypedNumber.parts(number, of: 10, in: weights), tenths >= 10 else { return nil }
    return tenths
  }

  /// Five digits, optionally preceded by the letter `B`.
  static func kldb(_ text: String) -> String? {
    let digits = text.uppercased().hasPrefix("B") ? String(text.dropFirst()).trimmingSpaces : text
    return digits.count == 5 && digits.allSatisfy { $0.isASCII && $0.isNumber } ? digits : nil
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
