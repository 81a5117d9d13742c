/// Why a line, or a value of it, was not taken. The words stand in the texts as `import.REASON`.
package enum ImportReason: String, Sendable, CaseIterable {
  // Of a line.
  case tooManyFields, tooFewFields, damaged, duplicate, otherPersonInFile
  // Of a value.
  case missing, tooLong, number, postcode, email, phone, pin, shortened, spreadsheetError
  case date, shortYear, farAway, spreadsheetDay, birth, birthOrder, order, orderDissolved, orderSince, tooLongTraining
  // Of what a value refers to.
  case company, occupation, instructor, instructorElsewhere, headOffice, recordForm, basis
  // What only an officer decides.
  case conflictName, conflictFirstName, conflictBirthDate, conflictPerson, conflictTwin, conflictNumber
  case conflictCompany, conflictEnd, conflictManyEnds
  // Told, and taken all the same.
  case otherEncoding, doubleColumn

  package var textKey: String { "import.\(rawValue)" }
}

/// What is wrong with a line of an import: where, which value, why.
package struct LineProblem: Sendable, Codable, Equatable {
  package let line: Int
  /// Empty where it is the line as a whole.
  package let column: String
  /// As it stands in the file, shortened.
  package let value: String
  /// A text key with the reason.
  package let reason: String
  /// Another line that the reason speaks of.
  package var otherLine: Int?

  package init(line: Int, column: String, value: String, reason: ImportReason, otherLine: Int? = nil) {
    self.line = line
    self.column = column
    self.value = value.count > 80 ? value.prefix(79) + "…" : value
    self.reason = reason.textKey
    self.otherLine = otherLine
  }

  /// Reports of earlier versions named one text that never was.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    line = try values.decode(Int.self, forKey: .line)
    column = try values.decode(String.self, forKey: .column)
    value = try values.decode(String.self, forKey: .value)
    let stored = try values.decode(String.self, forKey: .reason)
    reason = stored.hasPrefix("import.") ? stored : ImportReason.headOffice.textKey
    otherLine = try values.decodeIfPresent(Int.self, forKey: .otherLine)
  }

  /// What fills the places of the reason.
  package var places: [String: String] { ["line": otherLine.map { String($0) } ?? "–"] }
}
