import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Delegation
import TestDatabases
import TestPortal
import Testing

/// What a deputyship lends, and what it depends on.
struct DeputyshipTests {
  @Test(arguments: eachEngine())
  func `for a person's own function the giver must have it still and must not be blocked`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let now = portal.time.now
      let functions = DeputyshipFunctions(clock: portal.time.clock, registers: [Instructors()])
      let (giver, deputy) = try await portal.twoAccounts()
      let id = try await portal.database.write { connection in
        try connection.execute(
          """
          INSERT INTO function_grants (kind, subject_id, account_id, state, origin, created_at)
          VALUES ('instructor', 7, \(giver), 'held', 'chamber', \(now))
          """)
        return try Self.add("instructor", 7, giver: giver, deputy: deputy, fields: "exams,records", in: connection)
      }
      func lent(to account: Int64) async throws -> OnBehalf? {
        try await portal.database.read { try functions.onBehalf(id, deputy: account, at: now, in: $0) }
      }
      let other = try #require(try await lent(to: deputy))
      #expect(other.function.key == "instructor:7" && other.function.title == "Anna Beispiel, Bäckerei Müller")
      #expect(other.principal == giver && other.name == "Anna Beispiel" && other.fields == [.exams, .records])
      #expect(try await lent(to: giver) == nil, "for the deputy alone")
      try await portal.change("UPDATE accounts SET state = 'blocked' WHERE id = \(giver)")
      #expect(try await lent(to: deputy) == nil)
      try await portal.change("UPDATE accounts SET state = 'leaving' WHERE id = \(giver)")
      #expect(try await lent(to: deputy) != nil)
      try await portal.change("UPDATE function_grants SET state = 'ended'")
      #expect(try await lent(to: deputy) == nil)
    }
  }

  @Test(arguments: eachEngine())
  func `for a company a deputy is a member whose rights follow from the areas`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(DeputyJourneys.bakery)
      let now = portal.time.now
      let functions = DeputyshipFunctions(clock: portal.time.clock)
      let (giver, deputy) = try await portal.twoAccounts()
      for (fields, rights) in [
        ("contracts", ["training"]), ("exams", ["training"]), ("records", ["training"]), ("documents", ["reading"]),
        ("contracts,documents,exams,records", ["reading", "training"]),
      ] {
        let function = try await portal.database.write { connection in
          try connection.execute("DELETE FROM deputyships")
          let company: Int64 = try connection.value("SELECT id FROM companies") ?? 0
          let id = try Self.add(
            "company_administrator", company, giver: giver, deputy: deputy, fields: fields, in: connection)
          return try functions.onBehalf(id, deputy: deputy, at: now, in: connection)?.function
        }
        #expect(function?.kind == .companyMember, "never the administration")
        #expect(function?.rights.sorted() == rights, "\(fields)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `an erased account deputises for nobody, and its name is gone`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let now = portal.time.now
      let (giver, deputy) = try await portal.twoAccounts()
      let row = try await portal.database.write { connection in
        _ = try Self.add("examiner", 3, giver: giver, deputy: deputy, fields: "exams", in: connection)
        try DeputyshipErasure().erase(account: deputy, now: now, in: connection)
        return try connection.row("SELECT state, deputy_name FROM deputyships").map {
          row -> (state: String, name: String) in (try row["state"], try row["deputy_name"])
        }
      }
      #expect(row?.state == "withdrawn" && row?.name == "")
    }
  }

  private static func add(
    _ kind: String, _ subject: Int64, giver: Int64, deputy: Int64, fields: String, in connection: any Connection
  ) throws -> Int64 {
    try connection.value(
      """
      INSERT INTO deputyships (principal_kind, principal_subject, given_by, deputy_account, deputy_name, deputy_key,
        first_name, last_name, fields, state, created_at)
      VALUES (\(kind), \(subject), \(giver), \(deputy), 'vera', 'vera', '', '', \(fields), 'active', 1) RETURNING id
      """) ?? 0
  }
}

/// A register with one instructor.
private struct Instructors: PersonRegister {
  let kind = FunctionKind.instructor
  let standing = PersonStanding.working

  func title(of subject: Int64, in connection: any Connection) throws -> String? {
    "Anna Beispiel, Bäckerei Müller"
  }

  func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? { nil }

  func accounts(named name: String, in connection: any Connection) throws -> [Int64] { [] }
  func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] { [] }
}

extension TestPortal {
  fileprivate func twoAccounts() async throws -> (giver: Int64, deputy: Int64) {
    let now = time.now
    return try await database.write { connection in
      let keys = try ["Anna", "Vera"].map { name in
        try AccountQueries.addActive(
          "\(name)@frei.example", firstName: name, lastName: "Beispiel", passwordHash: "none", now: now, in: connection)
      }
      return (keys[0] ?? 0, keys[1] ?? 0)
    }
  }

  fileprivate func change(_ sql: SQL) async throws {
    try await database.write { _ = try $0.execute(sql) }
  }
}
