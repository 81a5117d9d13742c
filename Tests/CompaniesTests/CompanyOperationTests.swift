import Accounts
import Chronology
import Companies
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import Web

/// What companies and their members do, asked for by no browser.
struct CompanyOperationTests {
  private let open = "400 1;Grün;;;Weg 1;12345;Ort;;;;;;K7M2-99"
  private let closed = "400 2;Blau;;;Weg 2;12345;Ort;;;;;01.01.2020;K7M2-98"

  private func count(_ question: SQL, in portal: TestPortal) async throws -> Int? {
    try await portal.database.read { try $0.value(question) }
  }

  /// So many tries at one number at once may look like guessing, and are told so.
  private static func isTooLate(_ outcome: VerificationOutcome) -> Bool {
    switch outcome {
    case .used(_, let isOwn): !isOwn
    case .wrong(let looksLikeAgencyNumber): !looksLikeAgencyNumber
    case .guessedAt: true
    default: false
    }
  }

  @Test(arguments: eachEngine())
  func `one PIN entered fifty times at once makes one member`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(open)
      let companies = portal.application.companies
      var people: [Somebody] = []
      for number in 1...50 {
        people.append(
          try await portal.actor("Person", "Nummer", "person\(number)@x.example", from: "192.0.2.\(number)"))
      }
      let outcomes = try await withThrowingTaskGroup(of: VerificationOutcome.self) { group in
        for person in people {
          group.addTask { try await companies.verify("400 1", pin: "k7m2 99", by: person.acting, cause: person.cause) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { if case .linked(_, isFirst: true) = $0 { true } else { false } } == 1)
      #expect(outcomes.count(where: Self.isTooLate) == 49)
      #expect(try await count("SELECT count(*) FROM company_members", in: portal) == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a company that is closed is refused with a code, and its PIN stays unused`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(closed)
      let petra = try await portal.actor("Petra", "Holz", "petra@x.example")
      let refusal = await #expect(throws: Refusal.self) {
        try await portal.application.companies.verify("400 2", pin: "K7M2-98", by: petra.acting, cause: petra.cause)
      }
      #expect(refusal?.code == "companies.inactive")
      #expect(try await count("SELECT count(*) FROM pins WHERE used_at IS NOT NULL", in: portal) == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `after five wrong PINs the sixth waits, though nobody has a browser`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(open)
      let (companies, petra) = (
        portal.application.companies, try await portal.actor("Petra", "Holz", "petra@x.example")
      )
      for _ in 1...5 {
        let outcome = try await companies.verify("400 1", pin: "falsch", by: petra.acting, cause: petra.cause)
        #expect(outcome == .wrong(looksLikeAgencyNumber: false))
      }
      let sixth = try await companies.verify("400 1", pin: "K7M2-99", by: petra.acting, cause: petra.cause)
      #expect(sixth == .tooManyTries(wait: .hours(1)))
      #expect(try await count("SELECT count(*) FROM company_members", in: portal) == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `who administers nothing withdraws nothing, and the last administrator stays`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(open)
      let companies = portal.application.companies
      let petra = try await portal.actor("Petra", "Holz", "petra@x.example")
      let outcome = try await companies.verify("400 1", pin: "K7M2-99", by: petra.acting, cause: petra.cause)
      guard case .linked(let company, isFirst: true) = outcome else { throw NotFound() }
      await #expect(throws: NotFound.self, "the functions are those of before") {
        try await companies.withdraw(
          member: petra.account.id, from: company.id, by: petra.acting, cause: petra.cause)
      }
      let now = portal.actor(petra.account, [portal.administration(of: company.id, named: company.name)])
      let refusal = await #expect(throws: Refusal.self) {
        try await companies.withdraw(member: petra.account.id, from: company.id, by: now.acting, cause: now.cause)
      }
      #expect(refusal?.code == "companies.lastAdministrator")
      #expect(try await count("SELECT count(*) FROM company_members WHERE ended_at IS NULL", in: portal) == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `an invitation is written in the language that the inviter named, and accepted once`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(open)
      let companies = portal.application.companies
      let company = try #require(try await count("SELECT id FROM companies", in: portal))
      let petra = try await portal.actor("Petra", "Holz", "petra@x.example")
      let boss = portal.actor(petra.account, [portal.administration(of: Int64(company), named: "Grün")])
      let colleague = InvitedPerson(
        firstName: "Cem", lastName: "Arslan", email: try #require(EmailAddress("cem@x.example")),
        rights: MemberRights(isAdministrator: false, rights: [.reading]), language: .english)
      let powerless = InvitedPerson(
        firstName: "Cem", lastName: "Arslan", email: colleague.email, rights: MemberRights(isAdministrator: false),
        language: .english)
      let impossible = await #expect(throws: Refusal.self, "a member without any right") {
        try await companies.invite(powerless, to: Int64(company), by: boss.acting, cause: boss.cause)
      }
      #expect(impossible?.code == "companies.impossibleRights")
      let outcome = try await companies.invite(colleague, to: Int64(company), by: boss.acting, cause: boss.cause)
      #expect(outcome == .invited)
      #expect(try await portal.newestMail(to: "cem@x.example")?.subject == "Invitation to act for Grün")
      let account = try #require(
        try await portal.database.read { try AccountQueries.account(withEmail: colleague.email, in: $0) })
      let cem = portal.actor(account)
      let invitation = try #require(try await count("SELECT id FROM company_invitations", in: portal))
      let accepted = try await companies.acceptInvitation(Int64(invitation), by: cem.acting, cause: cem.cause)
      #expect(accepted.company == Int64(company))
      let refusal = await #expect(throws: Refusal.self) {
        try await companies.acceptInvitation(Int64(invitation), by: cem.acting, cause: cem.cause)
      }
      #expect(refusal?.code == "companies.invitationOver")
    }
  }
}
