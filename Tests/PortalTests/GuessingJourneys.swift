import Accounts
import Chronology
import Database
import Foundation
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing

/// Guesses that come all at once get no further than guesses one after the other.
struct GuessingJourneys {
  private let email = "lea@holzwerk.example"
  private let bakery = "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"

  /// Posts one form by many visitors at once, each from a network of its own.
  /// - Returns: those that were led on.
  private func atOnce(
    _ count: Int, on portal: TestPortal, _ path: String, _ fields: @escaping @Sendable (Int) -> [(String, String)]
  ) async throws -> Set<Int> {
    try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for number in 0..<count {
        let visitor = portal.visitor(from: "10.1.\(number / 250).\(number % 250 + 1)")
        group.addTask { (number, try await visitor.submitOnce(path, fields(number)).status) }
      }
      return try await group.reduce(into: []) { if $1.1 == 303 { $0.insert($1.0) } }
    }
  }

  private func wrongLines(_ portal: TestPortal, _ event: String) async throws -> Int {
    try await portal.database.read {
      try $0.value("SELECT count(*) FROM journal_entries WHERE event = \(event)") ?? 0
    }
  }

  @Test(arguments: eachEngine(), [50, 400])
  func `of many passwords at once from many networks five are compared, and the lock holds against the right one`(
    engine: Engine, count: Int
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      let address = email
      let first = try await atOnce(count, on: portal, "/anmelden") { number in
        [("email", address), ("passwort", "geratenes Passwort \(number)")]
      }
      #expect(first.isEmpty)
      // Four are noted as wrong, the fifth as the lock.
      #expect(try await wrongLines(portal, "account.password.wrong") == 4)
      #expect(try await wrongLines(portal, "account.locked") == 1)
      let second = try await atOnce(count, on: portal, "/anmelden") { _ in
        [("email", address), ("passwort", Browser.password)]
      }
      #expect(second.isEmpty, "nobody gets in while the lock lasts")
      #expect(try await portal.mailCount(to: email) == 2, "the start code and one word of the lock")
    }
  }

  @Test(arguments: eachEngine())
  func `the right password among four hundred guesses gets in only if it is among the first five`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      let address = email
      let entered = try await atOnce(400, on: portal, "/anmelden") { number in
        [("email", address), ("passwort", number == 350 ? Browser.password : "geratenes Passwort \(number)")]
      }
      let wrong = try await wrongLines(portal, "account.password.wrong")
      #expect(entered.isSubset(of: [350]))
      #expect(entered.isEmpty ? wrong == 4 : wrong <= 8, "a success lets five more be tried, as one after the other")
    }
  }

  @Test(arguments: eachEngine())
  func `fifty sign-ins of one person at once all succeed, and leave no count behind`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      let address = email
      let entered = try await atOnce(50, on: portal, "/anmelden") { _ in
        [("email", address), ("passwort", Browser.password)]
      }
      #expect(entered.count == 50)
      let counters: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM sign_in_locks") }
      #expect(counters == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `of fifty PINs at once of one account five are compared`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let eva = portal.visitor()
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<50 {
          group.addTask {
            _ = try await eva.submitOnce(
              "/betrieb-freischalten", [("betriebsnummer", "400 2001"), ("pin", "BBBB-BBBB-BBB")])
          }
        }
        try await group.waitForAll()
      }
      #expect(try await wrongLines(portal, "company.pin.wrong") == 5)
      #expect(try await eva.verify("4002001", "KMPR-TZWB-LHL").status == 422, "the right one is not compared either")
    }
  }

  @Test(arguments: eachEngine())
  func `start codes end after fifty wrong tries from all networks, also at once and at the sign-in`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().register("Lea", "Sommer", email)
      let code = try #require(try await portal.newestCode(to: email))
      let address = email
      let wrong = code == "BBBB-BBBB-BBB" ? "CCCC-CCCC-CCH" : "BBBB-BBBB-BBB"
      _ = try await atOnce(40, on: portal, "/startcode") { _ in
        [("email", address), ("code", wrong), ("passwort", Browser.password)]
      }
      _ = try await atOnce(40, on: portal, "/anmelden") { _ in [("email", address), ("passwort", wrong)] }
      let counted: Int? = try await portal.database.read { try $0.value("SELECT max(wrong_attempts) FROM start_codes") }
      #expect((counted ?? 0) >= 50)
      let late = try await portal.visitor(from: "10.9.9.9").redeem(email, code)
      #expect(late.text.contains("gilt nicht mehr"))
    }
  }

  @Test(arguments: eachEngine())
  func `a try that could not be decided is given back, and one that was cut off long ago locks`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      for _ in 1...4 { try await portal.visitor(from: "203.0.113.7").signIn(email, "falsches Passwort 123") }
      // As a power failure leaves it: counted, never decided.
      try await portal.database.write { try $0.execute("UPDATE sign_in_locks SET wrong_in_a_row = 5") }
      #expect(try await portal.visitor(from: "203.0.113.8").signIn(email).status == 422)
      #expect(try await wrongLines(portal, "account.locked") == 0)
      portal.time.advance(.minutes(5))
      #expect(try await portal.visitor(from: "203.0.113.8").signIn(email).status == 422)
      #expect(try await wrongLines(portal, "account.locked") == 1)
      portal.time.advance(.hours(25))
      #expect(try await portal.visitor(from: "203.0.113.8").signIn(email).text.contains("Guten Tag"))
    }
  }
}
