import Accounts
import Chronology
import Database
import Portal
import Sodium
import TestDatabases
import TestPortal
import Testing

/// The owner's new password is the last word, whatever somebody with the old one or with a session does meanwhile.
struct OwnerAgainstThiefJourneys {
  private let email = "lea@holzwerk.example"
  /// As somebody's telephone sends it, and as it was hashed once.
  private let decomposed = "Gru\u{308}ße an die su\u{308}ße Chefe\u{301}tage"
  private let own = "nur noch mein Passwort 9"

  /// What happens at once with the owner's reset.
  /// - Returns: whether the owner was told that it is done.
  private func race(
    _ portal: TestPortal, _ email: String, _ count: Int, _ attempt: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Bool {
    let owner = portal.visitor(from: "192.0.2.9")
    try await owner.submit("/passwort-vergessen", [("email", email)])
    let code = try await portal.newestCode(to: email) ?? ""
    let own = own
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<count {
        group.addTask {
          try await attempt(number)
          return false
        }
      }
      group.addTask { try await owner.redeem(email, code, password: own).text.contains("Guten Tag") }
      return try await group.reduce(false) { $0 || $1 }
    }
  }

  @Test(arguments: eachEngine())
  func `a thief in a session does not set another password after the owner's reset`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      for round in 0..<15 {
        let (thief, email) = (portal.visitor(from: "203.0.113.7"), "lea\(round)@holzwerk.example")
        try await thief.registered("Lea", "Sommer", email, on: portal)
        let token = Browser.token(in: try await thief.get("/profil/passwort").body) ?? ""
        let isReset = try await race(portal, email, 4) { number in
          let fields = [
            ("bisher", Browser.password), ("passwort", "des Diebes Passwort \(number)"), ("formular", token),
          ]
          _ = try await thief.send("POST", "/profil/passwort", Browser.encode(fields), isChecked: false)
        }
        let entered = try await portal.visitor(from: "192.0.2.10").signIn(email, own).text.contains("Guten Tag")
        #expect(entered == isReset, "a reset that was told to be done is done")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `an account is not deleted from a session that the owner's reset has ended`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      for round in 0..<15 {
        let (thief, email) = (portal.visitor(from: "203.0.113.7"), "lea\(round)@holzwerk.example")
        try await thief.registered("Lea", "Sommer", email, on: portal)
        let token = Browser.token(in: try await thief.get("/profil/konto-loeschen").body) ?? ""
        let fields = [("passwort", Browser.password), ("formular", token)]
        @Sendable func delete() async throws {
          _ = try await thief.send("POST", "/profil/konto-loeschen", Browser.encode(fields), isChecked: false)
        }
        // Who comes first at once is chance; before it, it is certain.
        if round % 3 == 0 { try await delete() }
        let isReset = try await race(portal, email, 4) { _ in try await delete() }
        let state: String? = try await portal.database.read {
          try $0.value("SELECT state FROM accounts WHERE email_key = \(email)")
        }
        #expect(isReset && state == "active")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `nobody who signs in with the old password stays in after the owner's reset`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      for round in 0..<15 {
        let email = "lea\(round)@holzwerk.example"
        try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
        let isReset = try await race(portal, email, 3) { number in
          try await portal.visitor(from: "203.0.113.\(number + 1)").signIn(email)
        }
        let sessions: Int? = try await portal.database.read {
          try $0.value(
            "SELECT count(*) FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email_key = \(email)")
        }
        #expect(!isReset || sessions == 1, "the one of the reset")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `an old password whose hash is renewed at the sign-in does not come back after the owner's reset`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (old, decomposed) = (try PasswordHash.make(decomposed, cost: .least), decomposed)
      for round in 0..<15 {
        let email = "lea\(round)@holzwerk.example"
        try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
        try await portal.database.write {
          _ = try $0.execute("UPDATE accounts SET password_hash = \(old) WHERE email_key = \(email)")
        }
        let isReset = try await race(portal, email, 3) { number in
          try await portal.visitor(from: "203.0.113.\(number + 1)").signIn(email, decomposed)
        }
        let entered = try await portal.visitor(from: "192.0.2.10").signIn(email, own).text.contains("Guten Tag")
        #expect(entered == isReset)
      }
    }
  }
}
