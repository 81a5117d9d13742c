/// SQL text with bound parameters. Interpolated values are never written into the text: `"SELECT name FROM things WHERE
/// id = \(id)"` becomes `… WHERE id = $1`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// The text between the values: always one piece more than there are values.
  private var pieces: [String]
  private var parameters: [Parameter]
  private var hasList = false

  /// Empty: no text, no values.
  package init() {
    pieces = [""]
    parameters = []
  }

  package init(stringLiteral text: String) {
    pieces = [text]
    parameters = []
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  package var isEmpty: Bool { parameters.isEmpty && pieces[0].isEmpty }

  package static func + (one: SQL, other: SQL) -> SQL {
    var sum = one
    sum.append(other)
    return sum
  }

  /// Joins parts with a separator, such as ` AND `.
  package static func joined(_ parts: [SQL], separator: StaticString) -> SQL {
    var all = SQL()
    for (index, part) in parts.enumerated() {
      if index > 0 { all.append(text: "\(separator)") }
      all.append(part)
    }
    return all
  }

  /// The statement in the form that an engine takes.
  /// - Throws: `DatabaseError` when a text contains the character NUL, which neither engine can store.
  func bound() throws -> BoundStatement {
    var text = pieces[0]
    for index in parameters.indices {
      text += "$\(index + 1)"
      text += pieces[index + 1]
    }
    for parameter in parameters {
      guard case .text(let value) = parameter.value, value.utf8.contains(0) else { continue }
      throw DatabaseError(.other, "a text with the character NUL cannot be stored", sql: text)
    }
    return BoundStatement(text: text, parameters: parameters, isReusable: !hasList)
  }

  /// Statements with longer lists are not cached.
  private static let longestKeptList = 64

  /// Pads a list with its last value to a power of two, so that lists of many lengths share a few cached statements and
  /// plans.
  private static func filledUp<T>(_ values: [T]) -> [T] {
    guard let last = values.last, values.count <= longestKeptList else { return values }
    let full = 1 << (Int.bitWidth - (values.count - 1).leadingZeroBitCount)
    return values + Array(repeating: last, count: full - values.count)
  }

  private mutating func append(text: String) {
    pieces[pieces.count - 1] += text
  }

  private mutating func append(_ parameter: Parameter) {
    parameters.append(parameter)
    pieces.append("")
  }

  private mutating func append(_ other: SQL) {
    append(text: other.pieces[0])
    pieces += other.pieces.dropFirst()
    parameters += other.parameters
    hasList = hasList || other.hasList
  }
}

extension SQL {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      sql.append(text: literal)
    }

    /// Binds a value.
    package mutating func appendInterpolation<T: ColumnValue>(_ value: T) {
      sql.append(Parameter(value: value.databaseValue, type: T.columnType))
    }

    /// Binds an optional value; nil as NULL.
    package mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
      sql.append(Parameter(value: value.databaseValue, type: T.columnType))
    }

    /// Binds the values of a list, for `IN (\(list: ids))`. An empty list matches nothing. Both engines accept some
    /// 30,000 values.
    package mutating func appendInterpolation<T: ColumnValue>(list values: [T]) {
      if values.isEmpty { sql.append(text: Dialect.emptyList(of: T.columnType)) }
      if values.count > SQL.longestKeptList { sql.hasList = true }
      for (index, value) in SQL.filledUp(values).enumerated() {
        if index > 0 { sql.append(text: ", ") }
        sql.append(Parameter(value: value.databaseValue, type: T.columnType))
      }
    }

    /// Inserts literal text of the program, such as a list of columns.
    package mutating func appendInterpolation(raw text: StaticString) {
      sql.append(text: "\(text)")
    }

    /// Inserts another piece of SQL with its values.
    package mutating func appendInterpolation(sql other: SQL) {
      sql.append(other)
    }
  }
}
