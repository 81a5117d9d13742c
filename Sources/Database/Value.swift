/// A value as the database holds it.
package enum Value: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  var type: ColumnType {
    switch self {
    case .null: .any
    case .integer: .integer
    case .real: .real
    case .text: .text
    case .blob: .blob
    }
  }

  /// What it is, for error messages; never the value itself, which may be personal.
  var kindName: String { self == .null ? "null" : type.rawValue }
}

/// How the database stores a kind of Swift value. PostgreSQL must know it even where the value is null.
package enum ColumnType: String, Sendable {
  case integer
  case real
  case text
  case blob
  /// The engine finds it out from the statement.
  case any
}

/// A bound value with the type it has also when it is null.
struct Parameter: Sendable, Hashable {
  let value: Value
  let type: ColumnType
}

/// A statement ready for an engine.
struct BoundStatement {
  let text: String
  let parameters: [Parameter]
  /// False when the text depends on the data (lists), so that it is not worth keeping prepared.
  let isReusable: Bool
}
