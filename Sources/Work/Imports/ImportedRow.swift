import Chronology
import Database

/// A validated line of a file.
package protocol ImportedRow: Sendable {
  /// The line number in the file.
  var line: Int { get }
  /// The key, folded; unique in the file and in the database.
  var key: String { get }
  /// A hash of all stored values, to detect changes.
  var contentHash: [UInt8] { get }
  /// The person or company to compare with what is stored; nil if there is none.
  var subject: ImportedSubject? { get }
  /// The values shown to officers before the import.
  var shown: [ImportedValue] { get }
  /// The key of the person, if it is not `key`: several rows can be about one person.
  var personKey: String? { get }
  /// Whether the row has a PIN. The hash leaves it out, so the row is saved even if nothing else of it changed.
  var bringsPIN: Bool { get }
  /// Optional columns that the file does not have, or whose value was invalid.
  var unread: Set<String> { get }
  /// The row with the stored values of its unread columns.
  func keeping(_ stored: KeptValues) -> Self
}

extension ImportedRow {
  package var subject: ImportedSubject? { nil }
  package var shown: [ImportedValue] { subject?.values ?? [] }
  package var personKey: String? { nil }
  package var bringsPIN: Bool { false }
  package var unread: Set<String> { [] }
  package func keeping(_ stored: KeptValues) -> Self { self }
}

/// The stored values that a line leaves as they are, because it does not say anything valid about them.
package struct KeptValues: Sendable {
  private let values: [String: String]

  init(_ columns: Set<String>, of stored: [ImportedValue]) {
    values = Dictionary(stored.filter { columns.contains($0.column) }.map { ($0.column, $0.value) }) { first, _ in first
    }
  }

  /// Nil if the line has a value of its own, or if nothing is stored.
  package subscript(_ column: String) -> String? { values[column] }
}

/// What an import needs to know about a stored row.
package struct KnownRow: Sendable {
  package let id: Int64
  package let hash: [UInt8]

  package init(id: Int64, hash: [UInt8]) {
    self.id = id
    self.hash = hash
  }
}
