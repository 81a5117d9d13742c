import Database

/// What happened, as the audit log stores it. Each area declares its events as static members and lists them in its
/// vocabulary of the log; each has its words as the text `event.CODE`. The code of an event that was ever recorded is
/// part of the sealed log and never changes.
package struct Event: Hashable, Sendable, ColumnValue, RawRepresentable, CustomStringConvertible {
  /// A code such as `company.member.withdrawn`; never the name of a type.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }

  /// What the log can be filtered by: the code up to its first dot.
  package var topic: String { String(rawValue.prefix { $0 != "." }) }
}

/// What kind of thing an event happened to, such as a company.
package struct SubjectKind: Hashable, Sendable, ColumnValue, RawRepresentable, CustomStringConvertible {
  /// As it is stored.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }
}
