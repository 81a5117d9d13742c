import Database

/// What a job of the queue does, such as sending a mail. Each area declares its kinds as static members; a kind that is
/// stored must keep its code as long as jobs of it may wait.
package struct JobKind: RawRepresentable, Hashable, ColumnValue, CustomStringConvertible {
  /// As stored, and as metrics and the operator's log show it.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }
}

extension JobKind {
  /// The import of an uploaded file.
  package static let fileImport = JobKind("import")
}
