/// A value as the database stores it.
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

  /// The type, for error messages; never the value itself, which may be personal data.
  var kindName: String { self == .null ? "null" : type.rawValue }
}

/// The column type of a Swift type. PostgreSQL must know it even if the value is null.
package enum ColumnType: String, Sendable {
  case integer
  case real
  case text
  case blob
  /// Inferred by the engine from the statement.
  case any
}

/// A bound value with its type, which is known even when it is null.
struct Parameter: Sendable, Hashable {
  let value: Value
  let type: ColumnType
}

/// A statement ready for an engine.
struct BoundStatement {
  let text: String
  let parameters: [Parameter]
  /// False when the text depends on the data (lists): not worth caching.
  let isReusable: Bool
}
