import Database

/// A kind of job in the queue, such as sending a mail. Each area declares its kinds as static members; a code must not
/// change as long as jobs of its kind may be waiting.
package struct JobKind: RawRepresentable, Hashable, ColumnValue, CustomStringConvertible {
  /// The stored form, also used by metrics and the operator's log.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }
}

extension JobKind {
  /// The import of an uploaded file.
  package static let fileImport = JobKind("import")
}
