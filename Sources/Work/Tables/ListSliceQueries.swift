import Database
import Web

/// The end of every query of a list: which rows, in which order, how many.
extension ListSlice {
  /// Appended to the conditions of a query: the start after a key, the order and the limit.
  /// - Parameters:
  ///   - column: the sort column. An index over it and the row id makes each page as fast as the first. Nil sorts by id.
  ///   - id: the row id.
  package func rows(by column: SQL? = nil, _ id: SQL) -> SQL {
    following(column, id) + order(by: column, id) + " LIMIT \(limit)"
  }

  /// The order alone, for rows found by a subquery.
  package func order(by column: SQL? = nil, _ id: SQL) -> SQL {
    let way: SQL = isDescending ? " DESC" : ""
    let key = column.map { $0 + way + ", " } ?? ""
    return " ORDER BY " + key + id + way
  }

  private func following(_ column: SQL?, _ id: SQL) -> SQL {
    guard let after else { return "" }
    let sign: SQL = isDescending ? " < " : " > "
    guard let column else { return " AND " + id + sign + "\(after.id)" }
    // A redundant condition: if sort key and id are in two tables, PostgreSQL needs it to use the index.
    let begins = column + (isDescending ? " <= " : " >= ") + "\(after.sortKey)"
    return " AND " + begins + " AND (" + column + ", " + id + ")" + sign + "(\(after.sortKey), \(after.id))"
  }
}
