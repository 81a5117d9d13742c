/// Why a line, or a value of it, was rejected. The words are the texts `import.REASON`.
package enum ImportReason: String, Sendable, CaseIterable {
  // About a line.
  case tooManyFields, tooFewFields, damaged, duplicate, otherPersonInFile
  // About a value.
  case missing, tooLong, number, postcode, email, phone, pin, shortened, spreadsheetError
  case date, shortYear, farAway, spreadsheetDay, birth, birthOrder, order, orderDissolved, orderSince, tooLongTraining
  // About what a value refers to.
  case company, occupation, instructor, instructorElsewhere, headOffice, recordForm, basis
  case law, examForm, weight, kldb
  // Decided by an officer.
  case conflictName, conflictFirstName, conflictBirthDate, conflictPerson, conflictTwin, conflictNumber
  case conflictCompany, conflictEnd, conflictManyEnds
  // Warnings.
  case otherEncoding, doubleColumn

  package var textKey: String { "import.\(rawValue)" }
}

/// A problem of a line in an import: where, which value, and why.
package struct LineProblem: Sendable, Codable, Equatable {
  package let line: Int
  /// Empty if it concerns the whole line.
  package let column: String
  /// The value in the file, truncated.
  package let value: String
  /// The text key of the reason.
  package let reason: String
  /// Another line that the reason refers to.
  package var otherLine: Int?

  package init(line: Int, column: String, value: String, reason: ImportReason, otherLine: Int? = nil) {
    self.line = line
    self.column = column
    self.value = value.count > 80 ? value.prefix(79) + "…" : value
    self.reason = reason.textKey
    self.otherLine = otherLine
  }

  /// Reports of earlier versions contain one text key that never existed.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    line = try values.decode(Int.self, forKey: .line)
    column = try values.decode(String.self, forKey: .column)
    value = try values.decode(String.self, forKey: .value)
    let stored = try values.decode(String.self, forKey: .reason)
    reason = stored.hasPrefix("import.") ? stored : ImportReason.headOffice.textKey
    otherLine = try values.decodeIfPresent(Int.self, forKey: .otherLine)
  }

  /// Values for the placeholders of the reason.
  package var places: [String: String] { ["line": otherLine.map { String($0) } ?? "–"] }
}
