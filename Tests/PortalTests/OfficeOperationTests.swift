import Accounts
import Apprenticeships
import Companies
import Database
import Documents
import Journal
import Office
import Portal
import Postbox
import Registers
import TestDatabases
import TestPortal
import Testing
import Web

/// What officers do with companies, persons and requests, asked for by no browser.
struct OfficeOperationTests {
  private func officer(
    _ portal: TestPortal, _ email: String, _ rights: OfficerRight...
  ) async throws -> Somebody {
    let somebody = try await portal.actor("Klaus", "Amtmann", email)
    return portal.actor(
      somebody.account,
      [
        PortalFunction(
          kind: .officer, subject: somebody.account.id, title: "Kammer", rights: Set(rights.map(\.rawValue)),
          path: "/kammer")
      ])
  }

  /// A request for credentials that waits; its key.
  private func asked(_ portal: TestPortal, by somebody: Somebody) async throws -> Int64 {
    let request = NewCredentialRequest(
      companyNumber: "", companyName: "Grün", person: "Petra Holz",
      email: try #require(EmailAddress("petra@x.example")), reason: "", language: .german)
    #expect(try await portal.application.apprenticeships.ask(for: request, cause: somebody.cause) == nil)
    let id: Int64? = try await portal.database.read { try $0.value("SELECT max(id) FROM credential_requests") }
    return try #require(id)
  }

  private func key(_ question: SQL, in portal: TestPortal) async throws -> Int64 {
    let found: Int64? = try await portal.database.read { try $0.value(question) }
    return try #require(found)
  }

  @Test func `who lacks the right of a field of work finds none of its operations`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let (companies, registers) = (portal.application.companies, portal.application.registers)
      let apprenticeships = portal.application.apprenticeships
      let other = try await officer(portal, "andere@kammer.example", .documents)
      let (acting, cause) = (other.acting, other.cause)
      let company = try await key("SELECT min(id) FROM companies", in: portal)
      let request = try await asked(portal, by: other)
      let lea = RegisteredPerson(kind: .apprentice, subject: 1, firstName: "Lea", lastName: "Sommer", place: "")
      let subject = JournalEntry.Subject(.apprenticeship, 1)
      let order = try #require(registers.accessOrder("companies-new"))
      let operations: [@Sendable () async throws -> Void] = [
        { _ = try await companies.revokePINs(of: company, by: acting, cause: cause) },
        { _ = try await companies.grantBranch(company, to: company, by: acting, cause: cause) },
        { _ = try await companies.endBranch(company, of: company, by: acting, cause: cause) },
        { _ = try await registers.requestLetter(to: lea, logged: subject, by: acting, cause: cause) },
        { _ = try await registers.revokeCode(of: lea, logged: subject, by: acting, cause: cause) },
        { _ = try await registers.endAccess(of: lea, logged: subject, by: acting, cause: cause) },
        { _ = try await registers.orderAccess(order, by: acting, cause: cause) },
        { try await apprenticeships.takeRequest(request, by: acting) },
        {
          _ = try await apprenticeships.approveRequest(
            request, companyNumber: "4002001", by: acting, cause: cause)
        },
        {
          _ = try await apprenticeships.refuseRequest(request, reason: "Nein, danke.", by: acting, cause: cause)
        },
      ]
      for operation in operations { await #expect(throws: NotFound.self) { try await operation() } }
    }
  }

  @Test(arguments: eachEngine())
  func `a letter with a code is asked for, made void, and logged at the contract`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let registers = portal.application.registers
      let klaus = try await officer(portal, "amt@kammer.example", .training)
      let apprentice = try await key("SELECT id FROM apprentices WHERE first_name = 'Lea'", in: portal)
      let lea = RegisteredPerson(
        kind: .apprentice, subject: apprentice, firstName: "Lea", lastName: "Sommer", place: "")
      let subject = JournalEntry.Subject(.apprenticeship, 1)
      let (acting, cause) = (klaus.acting, klaus.cause)
      #expect(try await registers.requestLetter(to: lea, logged: subject, by: acting, cause: cause))
      #expect(try await registers.revokeCode(of: lea, logged: subject, by: acting, cause: cause))
      #expect(try await registers.revokeCode(of: lea, logged: subject, by: acting, cause: cause) == false)
      #expect(try await registers.endAccess(of: lea, logged: subject, by: acting, cause: cause) == false)
      let logged = try await key(
        """
        SELECT count(*) FROM journal_entries
        WHERE event IN ('apprenticeship.letter.requested', 'apprenticeship.letter.revoked')
        """, in: portal)
      #expect(logged == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `of many officers who approve a request at once one does, and the others are told`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies("400 1;Grün;;;Weg 1;12345;Ort;;;;;;K7M2-99")
      let apprenticeships = portal.application.apprenticeships
      let klaus = try await officer(portal, "amt@kammer.example", .companies)
      let request = try await asked(portal, by: klaus)
      let (acting, cause) = (klaus.acting, klaus.cause)
      let unknown = try await apprenticeships.approveRequest(
        request, companyNumber: "999", by: acting, cause: cause)
      #expect(unknown == .noSuchCompany)
      let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 1...10 {
          group.addTask {
            do {
              return
                "\(try await apprenticeships.approveRequest(request, companyNumber: "400 1", by: acting, cause: cause))"
            } catch let refusal as Refusal {
              return refusal.code
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == "lettersOrdered" } == 1)
      #expect(outcomes.count { $0 == "training.requests.decided" } == 9)
      #expect(try await portal.mailCount(to: "petra@x.example") == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a refusal needs a reason and a second officer`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let apprenticeships = portal.application.apprenticeships
      let one = try await officer(portal, "amt@kammer.example", .companies)
      let request = try await asked(portal, by: one)
      func refuse(_ reason: String, _ who: Somebody, seen: String = "") async throws -> RequestRefusal {
        try await apprenticeships.refuseRequest(
          request, reason: reason, agreeingTo: seen, by: who.acting, cause: who.cause)
      }
      #expect(try await refuse("", one) == .reasonMissing)
      #expect(try await refuse("Der Betrieb ist gelöscht.", one) == .waiting)
      let proposal = try await portal.database.read { try FourEyesQueries.proposal(.requestRefusal, request, in: $0) }
      let seen = try #require(proposal).fingerprint
      let other = try await officer(portal, "zweite@kammer.example", .companies)
      #expect(try await refuse("", other, seen: seen) == .refused)
      #expect(try await portal.newestMail(to: "petra@x.example")?.text.contains("gelöscht") == true)
    }
  }
}
