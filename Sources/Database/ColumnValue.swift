import Chronology

/// A value that can be bound in SQL and read from a row. An enum with raw values only has to declare the conformance:
/// `enum State: String, ColumnValue`.
package protocol ColumnValue: Sendable {
  /// The type it is stored as. Without it, PostgreSQL has to infer the type of a null from the statement.
  static var columnType: ColumnType { get }
  var databaseValue: Value { get }
  /// - Throws: `ColumnError` when the stored value has another type or is out of range.
  init(databaseValue: Value) throws
}

extension ColumnValue {
  package static var columnType: ColumnType { .any }

  static func mismatch(_ found: Value) -> ColumnError {
    ColumnError(expected: String(describing: Self.self), found: found.kindName)
  }
}

/// A column is missing or holds a value of another type than requested.
package struct ColumnError: Error, CustomStringConvertible {
  package var column: String?
  package let expected: String
  package let found: String

  package var description: String {
    "column \(column ?? "?"): expected \(expected), found \(found)"
  }
}

extension Int64: ColumnValue {
  package static var columnType: ColumnType { .integer }
  package var databaseValue: Value { .integer(self) }

  package init(databaseValue: Value) throws {
    guard case .integer(let number) = databaseValue else { throw Self.mismatch(databaseValue) }
    self = number
  }
}

extension Int: ColumnValue {
  package static var columnType: ColumnType { .integer }
  package var databaseValue: Value { .integer(Int64(self)) }

  package init(databaseValue: Value) throws {
    guard case .integer(let number) = databaseValue else { throw Self.mismatch(databaseValue) }
    self = Int(number)
  }
}

extension Double: ColumnValue {
  package static var columnType: ColumnType { .real }
  package var databaseValue: Value { .real(self) }

  /// Also accepts integers, because both engines return some sums as integers.
  package init(databaseValue: Value) throws {
    switch databaseValue {
    case .real(let number): self = number
    case .integer(let number): self = Double(number)
    default: throw Self.mismatch(databaseValue)
    }
  }
}

extension String: ColumnValue {
  package static var columnType: ColumnType { .text }
  package var databaseValue: Value { .text(self) }

  package init(databaseValue: Value) throws {
    guard case .text(let text) = databaseValue else { throw Self.mismatch(databaseValue) }
    self = text
  }
}

/// Stored as 0 and 1 in a `BIGINT` column.
extension Bool: ColumnValue {
  package static var columnType: ColumnType { .integer }
  package var databaseValue: Value { .integer(self ? 1 : 0) }

  package init(databaseValue: Value) throws {
    switch databaseValue {
    case .integer(0): self = false
    case .integer(1): self = true
    default: throw Self.mismatch(databaseValue)
    }
  }
}

extension Array: ColumnValue where Element == UInt8 {
  package static var columnType: ColumnType { .blob }
  package var databaseValue: Value { .blob(self) }

  package init(databaseValue: Value) throws {
    guard case .blob(let bytes) = databaseValue else { throw Self.mismatch(databaseValue) }
    self = bytes
  }
}

/// Stored as microseconds since 1970, UTC, in a `BIGINT` column.
extension Instant: ColumnValue {
  package static var columnType: ColumnType { .integer }
  package var databaseValue: Value { .integer(microseconds) }

  package init(databaseValue: Value) throws {
    guard case .integer(let number) = databaseValue else { throw Self.mismatch(databaseValue) }
    self.init(microseconds: number)
  }
}

/// Stored as text `2026-11-27`, which sorts as the days do.
extension CalendarDate: ColumnValue {
  package static var columnType: ColumnType { .text }
  package var databaseValue: Value { .text(description) }

  package init(databaseValue: Value) throws {
    guard case .text(let text) = databaseValue, let date = CalendarDate(text) else {
      throw Self.mismatch(databaseValue)
    }
    self = date
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  package static var columnType: ColumnType { Wrapped.columnType }
  package var databaseValue: Value { self?.databaseValue ?? .null }

  package init(databaseValue: Value) throws {
    self = databaseValue == .null ? nil : try Wrapped(databaseValue: databaseValue)
  }
}

extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
  package static var columnType: ColumnType { RawValue.columnType }
  package var databaseValue: Value { rawValue.databaseValue }

  package init(databaseValue: Value) throws {
    guard let value = Self(rawValue: try RawValue(databaseValue: databaseValue)) else {
      throw ColumnError(expected: String(describing: Self.self), found: "an unknown raw value")
    }
    self = value
  }
}
