import Database

/// A kind of event of the audit log. Each area declares its events as static members and lists them in its vocabulary
/// of the log; each has a text `event.CODE`. The code of an event that was ever recorded is part of the sealed log and
/// never changes.
package struct Event: Hashable, Sendable, ColumnValue, RawRepresentable, CustomStringConvertible {
  /// A code such as `company.member.withdrawn`; never the name of a type.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }

  /// The part of the code before the first dot, by which the log is filtered.
  package var topic: String { String(rawValue.prefix { $0 != "." }) }
}

/// A kind of thing that an event is about, such as a company.
package struct SubjectKind: Hashable, Sendable, ColumnValue, RawRepresentable, CustomStringConvertible {
  /// The stored form.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ code: String) { rawValue = code }

  package var description: String { rawValue }
}
