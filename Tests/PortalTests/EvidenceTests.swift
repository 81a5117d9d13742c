import Chronology
import Database
import Documents
import Portal
import Settings
import Sodium
import TestDatabases
import TestPortal
import Testing

/// What counts as evidence, and what ties it to the installation's secret.
struct EvidenceTests {
  @Test(arguments: eachEngine())
  func `a delivery or receipt that was changed in the database is found, whatever was changed`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      try await petra.send("GET", "\(try await petra.newestDocument())/inhalt")
      let seals = portal.application.documents.deliverySeals
      let before = try await seals.check(portal.database)
      #expect(before.damaged.isEmpty && before.checked > 2 && before.sealedAfterwards == 0)
      let day = 86_400_000_000 as Int64
      let changes: [(change: SQL, back: SQL)] = [
        (
          "UPDATE document_recipients SET provided_at = provided_at - \(day) WHERE opened_at IS NULL",
          "UPDATE document_recipients SET provided_at = provided_at + \(day) WHERE opened_at IS NULL"
        ),
        (
          "UPDATE document_recipients SET opened_at = opened_at + 1 WHERE opened_at IS NOT NULL",
          "UPDATE document_recipients SET opened_at = opened_at - 1 WHERE opened_at IS NOT NULL"
        ),
        (
          "UPDATE document_recipients SET opened_by = opened_by + 1 WHERE opened_at IS NOT NULL",
          "UPDATE document_recipients SET opened_by = opened_by - 1 WHERE opened_at IS NOT NULL"
        ),
        (
          "UPDATE document_recipients SET opened_at = 7, opened_by = 1 WHERE opened_at IS NULL",
          "UPDATE document_recipients SET opened_at = NULL, opened_by = NULL WHERE opened_at = 7"
        ),
      ]
      for (change, back) in changes {
        try await portal.database.write { _ = try $0.execute(change) }
        #expect(try await !seals.check(portal.database).damaged.isEmpty)
        try await portal.database.write { _ = try $0.execute(back) }
        #expect(try await seals.check(portal.database).damaged.isEmpty)
      }
      try await portal.database.write { _ = try $0.execute("DELETE FROM document_recipients WHERE opened_at IS NULL") }
      #expect(try await seals.check(portal.database).damaged.contains { $0.contains("was removed") })
      let another = DeliverySeals(key: .random())
      #expect(try await another.check(portal.database).damaged.count > 0, "nobody makes them without the secret")
    }
  }

  @Test(arguments: eachEngine())
  func `what was delivered before there were seals is sealed once, as it stood then, and counted apart`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      let seals = portal.application.documents.deliverySeals
      try await portal.database.write { _ = try $0.execute("DELETE FROM delivery_seals") }
      try await seals.begin(portal.database, now: portal.time.now)
      let check = try await seals.check(portal.database)
      #expect(check.damaged.isEmpty && check.checked > 0 && check.sealedAfterwards == check.checked)
      try await portal.database.write { _ = try $0.execute("DELETE FROM delivery_seals") }
      try await seals.begin(portal.database, now: portal.time.now)
      #expect(try await seals.check(portal.database).damaged.count == check.checked, "not a second time")
    }
  }

  @Test(arguments: eachEngine())
  func `a database knows the secret it was made with, and the first one stays`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let own = Installation(portal.database, key: .random())
      let another = Installation(portal.database, key: .random())
      #expect(try await own.standing() == .unknown)
      try await own.noteSecret(at: portal.time.now)
      try await another.noteSecret(at: portal.time.now)
      #expect(try await own.standing() == .same)
      #expect(try await another.standing() == .another)
    }
  }

  @Test(arguments: eachEngine())
  func `a head tells the length, and a part is sent only of what is still the same`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      let content = "\(try await petra.newestDocument())/inhalt"
      let head = try await petra.send("HEAD", content)
      #expect(head.status == 200 && head.bytes.isEmpty)
      #expect(try await portal.receipts().isEmpty, "a head is no opening")
      let whole = try await petra.send("GET", content)
      #expect(head.header("content-length") == String(whole.bytes.count))
      let tag = try #require(whole.header("etag"))
      let range = ["range": "bytes=10-19"]
      let same = try await petra.send("GET", content, headers: range.merging(["if-range": tag]) { $1 })
      #expect(same.status == 206 && same.bytes == Array(whole.bytes[10...19]))
      let stale = try await petra.send("GET", content, headers: range.merging(["if-range": "\"old\""]) { $1 })
      #expect(stale.status == 200 && stale.bytes.count == whole.bytes.count)
    }
  }
}
