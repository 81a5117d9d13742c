import Accounts
import Chronology
import Companies
import Database
import Delegation
import Documents
import Office
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Deputyships from offer to end, without a browser.
struct DeputyshipOperationTests {
  private func bakery(_ portal: TestPortal) async throws -> (boss: Somebody, vera: Somebody, function: PortalFunction) {
    try await portal.importCompanies("400 1;Grün;;;Weg 1;12345;Ort;;;;;;K7M2-99")
    let petra = try await portal.actor("Petra", "Holz", "petra@x.example")
    let outcome = try await portal.application.companies.verify(
      "400 1", pin: "K7M2-99", by: petra.acting, cause: petra.cause)
    guard case .linked(let company, isFirst: true) = outcome else { throw NotFound() }
    let function = portal.administration(of: company.id, named: company.name)
    return (
      portal.actor(petra.account, [function]),
      try await portal.actor("Vera", "Frei", "vera@x.example", from: "192.0.2.2"), function
    )
  }

  private func offered(_ portal: TestPortal) async throws -> Int64 {
    let id: Int64? = try await portal.database.read {
      try $0.value("SELECT id FROM deputyships WHERE state = 'offered'")
    }
    return try #require(id)
  }

  @Test(arguments: eachEngine())
  func `an offer is accepted by its deputy alone, and of many acceptances at once one counts`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (delegation, (boss, vera, function)) = (portal.application.delegation, try await bakery(portal))
      let given = DeputyshipOffer(function: function, deputy: "vera@x.example", fields: [.contracts], validUntil: nil)
      await #expect(throws: NotFound.self, "whoever administers nothing gives nothing") {
        try await delegation.give(given, by: vera.acting, cause: vera.cause)
      }
      #expect(try await delegation.give(given, by: boss.acting, cause: boss.cause) == .offered)
      let id = try await offered(portal)
      await #expect(throws: NotFound.self) { try await delegation.accept(id, by: boss.acting, cause: boss.cause) }
      let codes = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 1...10 {
          group.addTask {
            do {
              return try await delegation.accept(id, by: vera.acting, cause: vera.cause).principalName
            } catch let refusal as Refusal {
              return refusal.code
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes.count { $0 == "Grün" } == 1 && codes.count { $0 == "delegation.over" } == 9)
      try await delegation.withdraw(id, by: boss.acting, cause: boss.cause)
      await #expect(throws: NotFound.self, "it is over") {
        try await delegation.giveBack(id, by: vera.acting, cause: vera.cause)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `nobody deputises for themselves, and a mail for it is not counted`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (delegation, (boss, _, function)) = (portal.application.delegation, try await bakery(portal))
      let own = DeputyshipOffer(function: function, deputy: "petra@x.example", fields: [.exams], validUntil: nil)
      #expect(try await delegation.give(own, by: boss.acting, cause: boss.cause) == .isSelf)
      #expect(
        try await delegation.give(own, confirmedBy: "", by: boss.acting, cause: boss.cause) == .noPassword)
      let counted: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM mail_senders") }
      #expect(counted == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `what covers nothing, or is over, is no deputyship, whoever asks for it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (delegation, (boss, _, function)) = (portal.application.delegation, try await bakery(portal))
      let yesterday = portal.application.clock.day(of: portal.time.now).adding(days: -1)
      let impossible: [(Set<WorkField>, CalendarDate?)] = [([], nil), ([.exams], yesterday)]
      for (fields, lastDay) in impossible {
        let offer = DeputyshipOffer(function: function, deputy: "vera@x.example", fields: fields, validUntil: lastDay)
        let proposed = ProposedDeputy(
          company: function.subject, firstName: "Nora", lastName: "Neu",
          email: try #require(EmailAddress("nora@x.example")), fields: fields, validUntil: lastDay)
        let attempts: [() async throws -> Void] = [
          { _ = try await delegation.give(offer, by: boss.acting, cause: boss.cause) },
          { _ = try await delegation.give(offer, confirmedBy: "geheim", by: boss.acting, cause: boss.cause) },
          { _ = try await delegation.propose(proposed, by: boss.acting, cause: boss.cause) },
        ]
        for attempt in attempts {
          let refusal = await #expect(throws: Refusal.self) { try await attempt() }
          #expect(refusal?.code == "delegation.impossible")
        }
      }
      #expect(try await portal.count("deputyships") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `a proposed deputy is refused by two officers, whose word counts once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (delegation, (boss, _, function)) = (portal.application.delegation, try await bakery(portal))
      let proposed = ProposedDeputy(
        company: function.subject, firstName: "Nora", lastName: "Neu",
        email: try #require(EmailAddress("nora@x.example")), fields: [.contracts], validUntil: nil)
      _ = try await delegation.propose(proposed, by: boss.acting, cause: boss.cause)
      let id: Int64? = try await portal.database.read { try $0.value("SELECT id FROM deputyships") }
      let proposal = try #require(id)
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.companies])
      let karla = try await portal.officer("Karla", "Amtfrau", rights: [.companies])
      func refuse(_ officer: Somebody, seen: String = "") async throws -> ProposalOutcome {
        try await delegation.refuse(
          proposal, reason: "Unbekannt", agreeingTo: seen, by: officer.acting, cause: officer.cause)
      }
      #expect(try await refuse(klaus) == .waiting)
      #expect(try await refuse(klaus) == .waiting, "twice is not two")
      let kind = try #require(Delegation.fourEyesKinds.first)
      let waiting = try await portal.database.read { try FourEyesQueries.proposal(kind, proposal, in: $0) }
      #expect(try await refuse(karla, seen: try #require(waiting).fingerprint) == .done)
      #expect(try await refuse(karla) == .decidedBefore)
    }
  }

  @Test(arguments: eachEngine())
  func `a proposal is approved once, and the person named gets a code`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (delegation, (boss, vera, function)) = (portal.application.delegation, try await bakery(portal))
      let proposed = ProposedDeputy(
        company: function.subject, firstName: "Nora", lastName: "Neu",
        email: try #require(EmailAddress("nora@x.example")), fields: [.contracts], validUntil: nil)
      await #expect(throws: NotFound.self) {
        try await delegation.propose(proposed, by: vera.acting, cause: vera.cause)
      }
      #expect(try await delegation.propose(proposed, by: boss.acting, cause: boss.cause) == .proposed)
      let id: Int64? = try await portal.database.read { try $0.value("SELECT id FROM deputyships") }
      let proposal = try #require(id)
      for nobody in [vera, boss, try await portal.officer("Ina", "Neu", rights: [.documents])] {
        await #expect(throws: NotFound.self, "no officer for companies") {
          try await delegation.approve(proposal, by: nobody.acting, cause: nobody.cause)
        }
        await #expect(throws: NotFound.self) {
          try await delegation.refuse(proposal, reason: "Unbekannt", by: nobody.acting, cause: nobody.cause)
        }
      }
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.companies])
      #expect(try await delegation.approve(proposal, by: klaus.acting, cause: klaus.cause) == .done)
      #expect(try await delegation.approve(proposal, by: klaus.acting, cause: klaus.cause) == .decidedBefore)
      #expect(try await portal.newestCode(to: "nora@x.example") != nil)
    }
  }
}
