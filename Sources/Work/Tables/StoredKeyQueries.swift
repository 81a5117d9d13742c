import Database

/// Sort and search keys stored beside their texts in a table. Rebuilt in portions when the folding of `SortKey` has
/// changed since they were stored.
package struct StoredKeys: Sendable {
  /// The name of the table; recorded in `stored_keys`.
  package let name: String
  /// Rebuilds the keys of some rows, starting after a row.
  /// - Returns: the last of them; nil if there was none.
  let renew: @Sendable (_ after: Int64, _ limit: Int, _ connection: any Connection) throws -> Int64?

  package init(
    _ name: String,
    renew: @escaping @Sendable (_ after: Int64, _ limit: Int, _ connection: any Connection) throws -> Int64?
  ) {
    self.name = name
    self.renew = renew
  }

  /// Keys in one column, made from one or two text columns.
  package static func column(
    _ key: StaticString = "name_key", of table: StaticString, from first: StaticString, _ second: StaticString = "''"
  ) -> StoredKeys {
    StoredKeys("\(table)") { after, limit, connection in
      let rows = try connection.rows(
        """
        SELECT id, \(raw: key) AS stored, \(raw: first) AS first_part, \(raw: second) AS second_part
        FROM \(raw: table) WHERE id > \(after) ORDER BY id LIMIT \(limit)
        """)
      for row in rows {
        let (id, stored): (Int64, String) = (try row["id"], try row["stored"])
        let made = SortKey.make(try row["first_part"], try row["second_part"])
        guard made != stored else { continue }
        try connection.execute("UPDATE \(raw: table) SET \(raw: key) = \(made) WHERE id = \(id)")
      }
      return try rows.last.map { try $0["id"] }
    }
  }
}

extension StoredKeys {
  private static let portion = 500

  /// Brings all keys up to date. Continues where it was interrupted, and does nothing if all are current.
  package static func renew(
    _ all: [StoredKeys], version: Int = SortKey.version, in database: Database
  ) async throws {
    for keys in all {
      while try await database.write({ try keys.renewPortion(to: version, in: $0) }) { try Task.checkCancellation() }
    }
  }

  /// - Returns: whether there may be more.
  private func renewPortion(to version: Int, in connection: any Connection) throws -> Bool {
    let row = try connection.row("SELECT version, renewed_until, is_done FROM stored_keys WHERE name = \(name)")
    var after: Int64 = 0
    if let row {
      let (stored, isDone): (Int, Int) = (try row["version"], try row["is_done"])
      if stored == version, isDone == 1 { return false }
      if stored == version { after = try row["renewed_until"] }
    }
    let last = try renew(after, Self.portion, connection)
    try connection.execute(
      """
      INSERT INTO stored_keys (name, version, renewed_until, is_done)
      VALUES (\(name), \(version), \(last ?? after), \(last == nil ? 1 : 0))
      ON CONFLICT (name) DO UPDATE SET version = excluded.version, renewed_until = excluded.renewed_until,
        is_done = excluded.is_done
      """)
    return last != nil
  }
}
