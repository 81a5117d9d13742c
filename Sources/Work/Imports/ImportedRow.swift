import Chronology
import Database

/// A line of a file, checked.
package protocol ImportedRow: Sendable {
  /// Its number in the file.
  var line: Int { get }
  /// What it is known by, folded; unique in the file and in the database.
  var key: String { get }
  /// A hash over all that is stored of it, to notice a change.
  var contentHash: [UInt8] { get }
  /// Whom it is about, to be compared with what is stored; nil for what is nobody.
  var subject: ImportedSubject? { get }
  /// What officers see of it before it lands.
  var shown: [ImportedValue] { get }
  /// What the person is known by, where that is not `key`: several rows can be about one person.
  var personKey: String? { get }
  /// Whether it brings a PIN, which its hash leaves out: it is looked at even where nothing else of it changed.
  var bringsPIN: Bool { get }
  /// Optional columns that could not be read.
  var unread: Set<String> { get }
  /// With what is stored in place of what could not be read.
  func keeping(_ stored: [ImportedValue]) -> Self
}

extension ImportedRow {
  package var subject: ImportedSubject? { nil }
  package var shown: [ImportedValue] { subject?.values ?? [] }
  package var personKey: String? { nil }
  package var bringsPIN: Bool { false }
  package var unread: Set<String> { [] }
  package func keeping(_ stored: [ImportedValue]) -> Self { self }
}

/// What is stored under a key, as far as an import has to know.
package struct KnownRow: Sendable {
  package let id: Int64
  package let hash: [UInt8]

  package init(id: Int64, hash: [UInt8]) {
    self.id = id
    self.hash = hash
  }
}
