import Database

/// Stored rows have changed since the file was compared with them: it has to be compared and decided again.
package struct ImportOutdated: Error, CustomStringConvertible {
  package let description = "what the file is about was changed meanwhile"
}

extension KnownRow {
  /// Checks that rows are unchanged since the file was compared with them.
  package static func check(
    _ keys: [String], of table: SQL, against hash: (String) -> [UInt8]?, in connection: any Connection
  ) throws {
    let stored = try rows(of: table, keys, in: connection)
    guard keys.allSatisfy({ stored[$0]?.hash == hash($0) }) else { throw ImportOutdated() }
  }

  /// The rows of a table with `id`, `number_key` and `content_hash`, by key.
  /// - Parameter keys: the rows to be written, which are locked; nil for all.
  package static func rows(
    of table: SQL, _ keys: [String]? = nil, in connection: any Connection
  ) throws -> [String: KnownRow] {
    let all: SQL = "SELECT id, number_key, content_hash FROM " + table
    guard let keys else { return try rows(all, in: connection) }
    return try keys.chunked(into: 500).reduce(into: [:]) { known, portion in
      let some = all + " WHERE number_key IN (\(list: portion)) ORDER BY number_key\(sql: connection.lockingRows)"
      known.merge(try rows(some, in: connection)) { $1 }
    }
  }

  private static func rows(_ sql: SQL, in connection: any Connection) throws -> [String: KnownRow] {
    var known: [String: KnownRow] = [:]
    try connection.forEachRow(sql) { row in
      known[try row["number_key"]] = KnownRow(id: try row["id"], hash: try row["content_hash"])
    }
    return known
  }
}
