import Accounts
import Chamber
import Chronology
import Companies
import Database
import Delegation
import Documents
import Office
import Portal
import Registers
import TestDatabases
import TestPortal
import Testing
import TrainingRecords
import Web

/// A reason that is missing or too long is refused by the operation, whatever form or program it comes from.
struct ImpossibleReasonTests {
  private typealias Attempt = @Sendable (_ reason: String) async throws -> Void

  private static let impossible = ["", "    ", String(repeating: "x", count: 1_001)]

  /// A person whom a company proposes as deputy; the key of the proposal.
  private func proposedDeputy(_ portal: TestPortal) async throws -> Int64 {
    try await portal.importCompanies("400 1;Grün;;;Weg 1;12345;Ort;;;;;;K7M2-99")
    let company: Int64? = try await portal.database.read { try $0.value("SELECT max(id) FROM companies") }
    let petra = try await portal.actor("Petra", "Holz", "petra@x.example")
    let boss = portal.actor(petra.account, [portal.administration(of: try #require(company), named: "Grün")])
    let proposed = ProposedDeputy(
      company: try #require(company), firstName: "Nora", lastName: "Neu",
      email: try #require(EmailAddress("nora@x.example")), fields: [.contracts], validUntil: nil)
    _ = try await portal.application.delegation.propose(proposed, by: boss.acting, cause: boss.cause)
    let id: Int64? = try await portal.database.read { try $0.value("SELECT max(id) FROM deputyships") }
    return try #require(id)
  }

  @Test(arguments: eachEngine())
  func `officers decide nothing without a reason that can be kept`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let application = portal.application
      let (documents, chamber, deputy) = (application.documents, application.chamber, try await proposedDeputy(portal))
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.documents, .accounts, .companies])
      let karla = try await portal.officer("Karla", "Amtfrau", rights: [.accounts])
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example").account.id
      let (acting, cause) = (klaus.acting, klaus.cause)
      guard case .waiting = try await chamber.deleteAccount(lea, reason: "Zwei Konten", by: acting, cause: cause)
      else { throw NotFound() }
      let kind = try #require(Chamber.fourEyesKinds.first { $0.code == "account_deletion" })
      let proposal = try await chamber.proposal(kind, lea, for: karla.acting)
      let attempts: [Attempt] = [
        { _ = try await documents.revoke(1, reason: $0, by: acting, cause: cause) },
        { _ = try await documents.close(1, reason: $0, by: acting, cause: cause) },
        { _ = try await documents.reopen(1, reason: $0, by: acting, cause: cause) },
        { try await chamber.blockAccount(lea, reason: $0, by: acting, cause: cause) },
        { _ = try await chamber.deleteAccount(lea, reason: $0, by: acting, cause: cause) },
        { _ = try await application.delegation.refuse(deputy, reason: $0, by: acting, cause: cause) },
        {
          try await chamber.decline(
            proposal, reason: $0, seen: proposal.fingerprint, by: karla.acting, cause: karla.cause)
        },
      ]
      try await expectRefusals(of: attempts)
      #expect(try await portal.count("four_eyes_proposals") == 1)
      #expect(try await portal.count("accounts", "state = 'blocked'") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `whoever decides alone needs a reason, or decides for that of the proposal`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (application, chamber) = (portal.application, portal.application.chamber)
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.accounts])
      let karla = try await portal.officer("Karla", "Amtfrau", rights: [.accounts])
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example").account.id
      let max = try await portal.actor("Max", "Meier", "max@meier.example").account.id
      _ = try await chamber.deleteAccount(lea, reason: "Zwei Konten", by: klaus.acting, cause: klaus.cause)
      let kind = try #require(Chamber.fourEyesKinds.first { $0.code == "account_deletion" })
      let seen = try await chamber.proposal(kind, lea, for: karla.acting).fingerprint
      try await application.setFourEyes(false)
      try await expectRefusals(of: [
        { _ = try await chamber.deleteAccount(max, reason: $0, by: karla.acting, cause: karla.cause) }
      ])
      let outcome = try await chamber.deleteAccount(
        lea, reason: "", agreeingTo: seen, by: karla.acting, cause: karla.cause)
      guard case .scheduled = outcome else { Issue.record("\(outcome)"); return }
    }
  }

  @Test(arguments: eachEngine())
  func `a record is released, asked for and opened with a reason, and for as long as can be`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (records, accounts, now) = (portal.application.trainingRecords, portal.application.accounts, portal.time.now)
      let id = try #require(Int64(try await portal.recordOfLea().path.split(separator: "/").last ?? ""))
      let lea = try await portal.database.read { connection in
        try AccountQueries.accounts(at: try #require(EmailAddress("lea@sommer.example")), in: connection).first.flatMap
        {
          try accounts.acting($0.id, at: now, in: connection)
        }
      }
      let acting = try #require(lea)
      let cause = Cause(site: portal.application.site, by: acting, address: "192.0.2.1", now: now)
      let open = try await records.openRecord(id, for: acting, at: now, portal.time.clock)
      let officer = try await portal.officer("Karl", "Amtsrat", rights: [.training])
      let office = try await records.officeRecord(id, for: officer.acting, at: now, portal.time.clock)
      portal.time.advance(.days(480))
      let late = try await records.officeRecord(id, for: officer.acting, at: portal.time.now, portal.time.clock)
      #expect(late.mayOpenForExam)
      try await expectRefusals(of: [
        { try await records.release(open, reason: $0, days: 30, cause: cause) },
        { _ = try await records.ask(for: office, reason: $0, cause: officer.cause) },
        { try await records.openForExam(late, reason: $0, cause: officer.cause) },
      ])
      for days in [0, RecordSettings.releaseSpan.lowerBound - 1, RecordSettings.releaseSpan.upperBound + 1] {
        let refusal = await #expect(throws: Refusal.self) {
          try await records.release(open, reason: "Prüfung", days: days, cause: cause)
        }
        #expect(refusal?.code == "records.release.impossible")
      }
      try await records.release(open, reason: "Prüfung", days: RecordSettings.releaseSpan.lowerBound, cause: cause)
    }
  }

  private func expectRefusals(of attempts: [Attempt]) async throws {
    for reason in Self.impossible {
      for (index, attempt) in attempts.enumerated() {
        let refusal = await #expect(throws: Refusal.self, "\(index), \(reason.count)") { try await attempt(reason) }
        #expect(refusal?.code == "web.reasonImpossible", "\(index)")
      }
    }
  }
}
