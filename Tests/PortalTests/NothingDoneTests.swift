import Accounts
import Chamber
import Chronology
import Companies
import Database
import Documents
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// What was not done is told as such, and nothing of it stands in the audit log.
struct NothingDoneTests {
  @Test(arguments: eachEngine())
  func `what finds nothing to do says so and notes nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies("400 1;Grün;;;Weg 1;12345;Ort;;;;;;K7M2-99")
      let application = portal.application
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.accounts, .companies])
      let (acting, cause) = (klaus.acting, klaus.cause)
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example").account.id
      let company: Int64? = try await portal.database.read { try $0.value("SELECT max(id) FROM companies") }
      let id = try #require(company)
      #expect(try await application.companies.revokePINs(of: id, by: acting, cause: cause) > 0)
      let logged = try await portal.count("journal_entries")
      #expect(try await application.companies.revokePINs(of: id, by: acting, cause: cause) == 0)
      #expect(try await !application.chamber.unlockAccount(lea, by: acting, cause: cause))
      #expect(try await !application.unlock("lea@sommer.example"))
      #expect(try await portal.count("journal_entries") == logged)
    }
  }

  @Test(arguments: eachEngine())
  func `a batch that there is not is neither issued nor retried`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let documents = portal.application.documents
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.documents])
      await #expect(throws: NotFound.self) {
        _ = try await documents.issueBatch(99, seen: 0, by: klaus.acting, cause: klaus.cause)
      }
      await #expect(throws: NotFound.self) {
        _ = try await documents.retryBatch(99, by: klaus.acting, cause: klaus.cause)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a blocked account whose owner never chose a password is freed and waits for the first one`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (chamber, now) = (portal.application.chamber, portal.time.now)
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.accounts])
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example").account.id
      let due = now + .days(14)
      try await portal.database.write {
        _ = try $0.execute(
          """
          UPDATE accounts SET state = 'leaving', password_hash = NULL, activated_at = NULL, deletion_due_at = \(due)
          WHERE id = \(lea)
          """)
      }
      try await chamber.blockAccount(lea, reason: "Betrug", by: klaus.acting, cause: klaus.cause)
      try await chamber.unblockAccount(lea, by: klaus.acting, cause: klaus.cause)
      #expect(try await portal.count("accounts", "state = 'pending' AND deletion_due_at IS NULL") == 1)
      try await chamber.startReset(of: lea, by: klaus.acting, cause: klaus.cause)
      #expect(try await portal.newestCode(to: "lea@sommer.example") != nil)
      await #expect(throws: NotFound.self, "it is free") {
        try await chamber.unblockAccount(lea, by: klaus.acting, cause: klaus.cause)
      }
    }
  }
}
