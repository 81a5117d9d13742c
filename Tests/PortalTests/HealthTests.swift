import Database
import TestDatabases
import TestPortal
import Testing

/// What a watcher of the portal is told.
struct HealthTests {
  @Test(
    arguments: eachEngine(),
    [
      "DELETE FROM schema_migrations WHERE area = 'Companies' AND number = 5",
      "UPDATE schema_migrations SET checksum = 'another' WHERE area = 'Journal' AND number = 1",
      "DELETE FROM schema_views WHERE name = 'company_facts'",
    ] as [SQL])
  func `a portal with another schema than its program's is not ready`(engine: Engine, change: SQL) async throws {
    try await TestPortal.with(engine) { portal in
      let watcher = portal.visitor()
      let before = try await watcher.send("GET", "/health/ready", isChecked: false)
      #expect(before.status == 200 && before.body == "ready\n")
      try await portal.database.write { try $0.execute(change) }
      let after = try await watcher.send("GET", "/health/ready", isChecked: false)
      #expect(after.status == 503 && after.body == "not ready\n")
    }
  }
}
