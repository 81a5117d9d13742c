import Accounts
import Chronology
import Database
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing

/// Mails to an address that many people have: so many within an hour, whoever asks for them.
struct MailboxJourneys {
  private static let mailbox = "info@salon.example"

  /// People of a company with one mailbox, each with an account in use.
  private func people(_ count: Int, on portal: TestPortal) async throws {
    let address = try #require(EmailAddress(Self.mailbox))
    let now = portal.time.now
    try await portal.database.write { connection in
      for number in 1...count {
        let first = ["Anna", "Bernd", "Clara", "David", "Emil", "Frida", "Gerd", "Hanna", "Ida", "Jan"][number - 1]
        let found = try portal.application.accounts.account(
          named: first, "Person", at: address, now: now, in: connection)
        let account = try #require(found?.account.id)
        _ = try connection.execute("UPDATE accounts SET state = 'active', password_hash = 'x' WHERE id = \(account)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `one request at a shared address sends no more mails than an address gets, and all have their turn`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await people(5, on: portal)
      let stranger = portal.visitor(from: "203.0.113.7")
      try await stranger.submit("/passwort-vergessen", [("email", Self.mailbox)])
      #expect(try await portal.mailCount(to: Self.mailbox) == 3)
      try await stranger.submit("/passwort-vergessen", [("email", Self.mailbox)])
      #expect(try await portal.mailCount(to: Self.mailbox) == 3)
      portal.time.advance(.minutes(61))
      try await stranger.submit("/passwort-vergessen", [("email", Self.mailbox)])
      let people: Int? = try await portal.database.read {
        try $0.value("SELECT count(DISTINCT account_id) FROM start_codes")
      }
      #expect(people == 5, "who got none first comes first now")
    }
  }

  @Test(arguments: eachEngine())
  func `50 requests at once send no more either`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await people(5, on: portal)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...50 {
          group.addTask {
            try await portal.visitor(from: "203.0.113.\(number)").submit(
              "/passwort-vergessen", [("email", Self.mailbox)])
          }
        }
        try await group.waitForAll()
      }
      #expect(try await portal.mailCount(to: Self.mailbox) == 3)
    }
  }

  @Test(arguments: eachEngine())
  func `a mailbox of more people than can sign in by it gets one mail that asks for the user name`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await people(10, on: portal)
      try await portal.visitor(from: "203.0.113.7").submit("/passwort-vergessen", [("email", Self.mailbox)])
      #expect(try await portal.mailCount(to: Self.mailbox) == 1)
      let mail = try #require(try await portal.newestMail(to: Self.mailbox))
      #expect(mail.code == nil && mail.text.contains("Benutzernamen") && !mail.text.contains("Anna"))
    }
  }
}
