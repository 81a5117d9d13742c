/// What an import found and did.
package struct ImportReport: Sendable, Codable, Equatable {
  package var lines = 0
  package var added = 0
  package var changed = 0
  package var unchanged = 0
  /// PINs of notices, which only files with companies bring.
  package var pins = 0
  /// At most `maximumProblems` of them; `problemCount` counts all.
  package var problems: [LineProblem] = []
  package var problemCount = 0

  package static let maximumProblems = 1000

  package init() {}

  package mutating func add(_ found: [LineProblem]) {
    problemCount += found.count
    problems += found.prefix(max(0, Self.maximumProblems - problems.count))
  }

  /// What the audit log says of an import.
  package var journalDetails: [String: String] {
    let pins = pins > 0 ? ["pins": String(pins)] : [:]
    return ["added": String(added), "changed": String(changed), "problems": String(problemCount)].merging(pins) { $1 }
  }

  /// Whether anything is different after it.
  package var hasEffect: Bool { added + changed + pins > 0 }
}
