import Database
import Work

/// The register's columns with keys for order and search, recomputed when the folding changes.
enum StoredKeyQueries {
  static let all = [
    StoredKeys.column(of: "occupations", from: "name", "specialisation"),
    StoredKeys.column(of: "instructors", from: "last_name", "first_name"),
    StoredKeys("occupation_words") { after, limit, connection in
      let rows = try connection.rows(
        "SELECT id, name, specialisation FROM occupations WHERE id > \(after) ORDER BY id LIMIT \(limit)")
      for row in rows {
        let (name, specialisation): (String, String) = (try row["name"], try row["specialisation"])
        try OccupationImportQueries.saveWords("\(name) \(specialisation)", of: try row["id"], in: connection)
      }
      return try rows.last.map { try $0["id"] }
    },
    StoredKeys("apprentice_words") { after, limit, connection in
      let rows = try connection.rows("SELECT id FROM apprentices WHERE id > \(after) ORDER BY id LIMIT \(limit)")
      let ids: [Int64] = try rows.map { try $0["id"] }
      try ApprenticeshipImportQueries.saveWords(of: ids, in: connection)
      return ids.last
    },
    StoredKeys("apprenticeships") { after, limit, connection in
      let rows = try connection.rows(
        """
        SELECT s.id, s.name_key, p.first_name, p.last_name
        FROM apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id
        WHERE s.id > \(after) ORDER BY s.id LIMIT \(limit)
        """)
      for row in rows {
        let (id, stored): (Int64, String) = (try row["id"], try row["name_key"])
        let made = SortKey.make(try row["last_name"], try row["first_name"])
        guard made != stored else { continue }
        try connection.execute("UPDATE apprenticeships SET name_key = \(made) WHERE id = \(id)")
      }
      return try rows.last.map { try $0["id"] }
    },
  ]
}
