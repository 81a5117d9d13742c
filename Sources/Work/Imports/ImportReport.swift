/// The result of an import or its preview. Each line is added, changed, unchanged, refused, or waits for a decision.
package struct ImportReport: Sendable, Codable, Equatable {
  package var lines = 0
  package var added = 0
  package var changed = 0
  package var unchanged = 0
  /// Lines not imported because they have problems.
  package var refused = 0
  /// Lines not imported because they need an officer's decision.
  package var undecided = 0
  /// Conflicts that were accepted.
  package var accepted = 0
  /// PINs of notices; only in files with companies.
  package var pins = 0
  /// Why lines are not imported: at most `maximumProblems`; `problemCount` counts all.
  package var problems: [LineProblem] = []
  package var problemCount = 0
  /// Values left out of lines that are imported nevertheless.
  package var warnings: [LineProblem] = []
  package var warningCount = 0
  /// Conflicts that an officer has to decide; the first `maximumProblems`.
  package var conflicts: [ImportConflict] = []
  package var conflictCount = 0
  /// Changes to stored data; the first ones.
  package var changes: [ImportChange] = []
  /// The first lines as they were parsed.
  package var samples: [ImportSample] = []
  /// E-mail addresses that several people in the file share; the first ones.
  package var sharedAddresses: [SharedInFile] = []
  /// Columns of the file that are ignored.
  package var unknownColumns: [String] = []

  package static let maximumProblems = 1000
  package static let shownChanges = 50
  package static let shownSamples = 5

  package init() {}

  /// Reports stored by earlier versions lack later fields.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys, _ fallback: Value) throws -> Value {
      try values.decodeIfPresent(Value.self, forKey: key) ?? fallback
    }
    lines = try read(.lines, 0)
    added = try read(.added, 0)
    changed = try read(.changed, 0)
    unchanged = try read(.unchanged, 0)
    pins = try read(.pins, 0)
    problems = try read(.problems, [])
    problemCount = try read(.problemCount, 0)
    refused = try read(.refused, max(0, lines - added - changed - unchanged))
    undecided = try read(.undecided, 0)
    accepted = try read(.accepted, 0)
    warnings = try read(.warnings, [])
    warningCount = try read(.warningCount, 0)
    conflicts = try read(.conflicts, [])
    conflictCount = try read(.conflictCount, 0)
    changes = try read(.changes, [])
    samples = try read(.samples, [])
    sharedAddresses = try read(.sharedAddresses, [])
    unknownColumns = try read(.unknownColumns, [])
  }

  /// - Parameter isLine: whether the problems keep the line from being imported.
  package mutating func add(_ found: [LineProblem], refusing isLine: Bool = true) {
    guard !found.isEmpty else { return }
    refused += isLine ? 1 : 0
    problemCount += found.count
    problems += found.prefix(max(0, Self.maximumProblems - problems.count))
  }

  package mutating func warn(_ found: [LineProblem]) {
    warningCount += found.count
    warnings += found.prefix(max(0, Self.maximumProblems - warnings.count))
  }

  /// In the order of the file, whichever check found them.
  mutating func sort() {
    problems.sort { $0.line < $1.line }
    warnings.sort { $0.line < $1.line }
  }

  /// Without content of the file: a report is kept, so it must not contain names and dates.
  var withoutContent: ImportReport {
    var report = self
    report.conflicts = []
    report.changes = []
    report.samples = []
    report.sharedAddresses = []
    return report
  }

  /// Details for the audit log.
  package var journalDetails: [String: String] {
    let some = ["pins": pins, "accepted": accepted, "undecided": undecided].filter { $0.value > 0 }
    let always = ["added": added, "changed": changed, "problems": problemCount]
    return some.merging(always) { $1 }.mapValues { String($0) }
  }

  /// Whether the import changes anything.
  package var hasEffect: Bool { added + changed + pins > 0 }
}

/// A line as it was parsed.
package struct ImportSample: Sendable, Codable, Equatable {
  package let line: Int
  package let values: [ImportedValue]
}

/// A value of a line, with the name of its column.
package struct ImportedValue: Sendable, Codable, Equatable {
  package let column: String
  /// Dates in stored form: 2026-11-27.
  package let value: String

  package init(_ column: String, _ value: String) {
    self.column = column
    self.value = value
  }
}

/// What a line changes.
package struct ImportChange: Sendable, Codable, Equatable {
  package let line: Int
  /// The number of what is changed.
  package let subject: String
  package let column: String
  package let before: String
  package let after: String
}
