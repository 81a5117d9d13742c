import Database
import Web

/// The end of every question that brings rows of a list: which of them, in which order, how many.
extension ListSlice {
  /// To be appended to the conditions of a question.
  /// - Parameters:
  ///   - column: what the list is sorted by; an index over it and the number of the row makes each page as fast as the
  ///     first. Nil sorts by the number alone.
  ///   - id: the number of the row.
  package func rows(by column: SQL? = nil, _ id: SQL) -> SQL {
    following(column, id) + order(by: column, id) + " LIMIT \(limit)"
  }

  /// The order alone, for what is joined to rows that were found before.
  package func order(by column: SQL? = nil, _ id: SQL) -> SQL {
    let way: SQL = isDescending ? " DESC" : ""
    let key = column.map { $0 + way + ", " } ?? ""
    return " ORDER BY " + key + id + way
  }

  private func following(_ column: SQL?, _ id: SQL) -> SQL {
    guard let after else { return "" }
    let sign: SQL = isDescending ? " < " : " > "
    guard let column else { return " AND " + id + sign + "\(after.id)" }
    // Said twice: where column and number are of two tables, only the first part leads PostgreSQL into an index.
    let begins = column + (isDescending ? " <= " : " >= ") + "\(after.sortKey)"
    return " AND " + begins + " AND (" + column + ", " + id + ")" + sign + "(\(after.sortKey), \(after.id))"
  }
}
