import Accounts
import Database
import Documents
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// A document that is closed while a colleague revokes it never becomes valid again.
struct ClosureRaceTests {
  private static let count: Int64 = 60

  /// Documents as far as closing and revoking look at them.
  private static func addDocuments(_ portal: TestPortal) async throws {
    try await portal.database.write { connection in
      try connection.execute("INSERT INTO stored_files (hash, byte_count, stored_at) VALUES (\([UInt8(1)]), 1, 1)")
      try connection.execute(
        """
        INSERT INTO seal_keys (fingerprint, holder, valid_from, valid_until, first_used_at)
        VALUES ('ab', 'Kammer', 1, 2, 1)
        """)
      for id in 1...count {
        try connection.execute(
          """
          INSERT INTO documents (id, kind, title, title_key, code, file_id, page_count, key_id, state, issued_at)
          SELECT \(id), 'notice', 'Bescheid', 'bescheid', \("BCD\(id)"), f.id, 1, k.id, 'issued', 1
          FROM stored_files f, seal_keys k
          """)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `what a colleague revokes in the moment of closing stays revoked when it is opened again`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      _ = (try await portal.officer(), try await portal.secondOfficer())
      try await Self.addDocuments(portal)
      let (application, now) = (portal.application, portal.time.now)
      let officers: [Int64] = try await portal.database.read { connection in
        try connection.rows("SELECT id FROM accounts ORDER BY id").map { try $0["id"] }
      }
      try #require(officers.count == 2)
      let revoked = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for id in 1...Self.count {
          group.addTask {
            try await application.database.write { connection in
              _ = try application.documents.close(
                id, reason: "falsche Person", isAgreed: false,
                cause: Cause(site: application.site, actor: officers[0], now: now), in: connection)
            }
            return nil
          }
          group.addTask {
            try await application.database.write { connection in
              try DocumentQueries.revoke(id, reason: "Fehler", by: officers[1], now: now, in: connection) ? id : nil
            }
          }
        }
        return try await group.reduce(into: Set<Int64>()) { found, id in if let id { found.insert(id) } }
      }
      let valid: Set<Int64> = try await portal.database.write { connection in
        for id in 1...Self.count {
          _ = try application.documents.reopen(
            id, reason: "war richtig", cause: Cause(site: application.site, actor: officers[1], now: now),
            in: connection)
        }
        return Set(try connection.rows("SELECT id FROM documents WHERE state = 'issued'").map { try $0["id"] })
      }
      #expect(valid.isDisjoint(with: revoked))
      #expect(valid.count + revoked.count == Int(Self.count))
    }
  }
}
