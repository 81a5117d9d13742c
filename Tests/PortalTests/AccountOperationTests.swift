import Accounts
import Apprenticeships
import Database
import Journal
import Portal
import Registers
import Settings
import TestDatabases
import TestPortal
import Testing
import Web

/// What people do to their accounts, asked for by no browser but the one that made the account.
struct AccountOperationTests {
  /// Somebody with a password, signed in by the operation.
  private func signedIn(_ email: String, on portal: TestPortal) async throws -> Somebody {
    try await portal.visitor(from: "192.0.2.7").registered("Petra", "Holz", email, on: portal)
    let accounts = portal.application.accounts
    let stranger = Cause(site: portal.application.site, by: nil, address: "192.0.2.8", now: portal.time.now)
    let step = try #require(try await accounts.signIn(email, password: Browser.password, cause: stranger))
    let token = try #require(step.session?.token)
    let acting = try #require(try await accounts.acting(in: token, now: portal.time.now))
    return Somebody(
      acting: acting,
      cause: Cause(site: portal.application.site, by: acting, address: "192.0.2.8", now: portal.time.now))
  }

  @Test(arguments: eachEngine())
  func `a password is changed without a page, and the old one and other sessions are out`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let accounts = portal.application.accounts
      let petra = try await signedIn("petra@x.example", on: portal)
      func change(from old: String, to new: String) async throws -> PasswordChangeOutcome {
        try await accounts.changePassword(from: old, to: new, by: petra.acting, cause: petra.cause)
      }
      guard case .wrongPassword = try await change(from: "falsch", to: "grüne Teekanne am Fluss") else {
        throw NotFound()
      }
      guard case .same = try await change(from: Browser.password, to: Browser.password) else { throw NotFound() }
      guard case .changed(let token) = try await change(from: Browser.password, to: "grüne Teekanne am Fluss") else {
        throw NotFound()
      }
      #expect(try await accounts.acting(in: token, now: portal.time.now)?.account.id == petra.account.id)
      let stranger = Cause(site: portal.application.site, by: nil, address: "192.0.2.9", now: portal.time.now)
      let old = try await accounts.signIn("petra@x.example", password: Browser.password, cause: stranger)
      #expect(old == nil)
      let sessions: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM sessions") }
      #expect(sessions == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a start code is tried, refused with a poor password, and redeemed once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let accounts = portal.application.accounts
      let stranger = Cause(site: portal.application.site, by: nil, address: "192.0.2.8", now: portal.time.now)
      let email = try #require(EmailAddress("petra@x.example"))
      try await accounts.register(email, firstName: "Petra", lastName: "Holz", cause: stranger)
      let typed = try #require(try await portal.newestCode(to: email.text))
      let code = try LetterCode(typed: typed)
      let shown = try await accounts.signIn(email.text, password: typed, cause: stranger)
      #expect(shown?.startCode?.letters == code.letters && shown?.session == nil, "a code signs nobody in")
      guard case .alive(let stored, let account) = try await accounts.tryCode(code, sentTo: email, cause: stranger)
      else { throw NotFound() }
      func activate(_ password: String) async throws -> ActivationOutcome {
        try await accounts.activate(
          stored, of: account, named: (stored.firstName, stored.lastName), password: password, cause: stranger)
      }
      guard case .problem = try await activate("kurz") else { throw NotFound() }
      guard case .entered(let step) = try await activate(Browser.password) else { throw NotFound() }
      #expect(step.session != nil)
      guard case .used = try await activate("grüne Teekanne am Fluss") else { throw NotFound() }
    }
  }

  @Test(arguments: eachEngine())
  func `too many posts from one network are refused before anything is done, whoever sends them`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let accounts = portal.application.accounts
      let petra = try await signedIn("petra@x.example", on: portal)
      try await portal.application.settings.change(
        AccountSettings.postsPerNetwork.declaration, to: "10", from: portal.time.now, by: nil, address: "",
        now: portal.time.now)
      let email = try #require(EmailAddress("neu@x.example"))
      let from = "198.51.100.7"
      let stranger = Cause(site: portal.application.site, by: nil, address: from, now: portal.time.now)
      let cause = Cause(site: portal.application.site, by: petra.acting, address: from, now: portal.time.now)
      for _ in 1...10 { _ = try await accounts.signIn("x@x.example", password: "falsch", cause: stranger) }
      let code = try LetterCode(typed: "BBBB-BBBB-BBB")
      let attempts: [@Sendable () async throws -> Void] = [
        { _ = try await accounts.signIn("x@x.example", password: "falsch", cause: stranger) },
        { try await accounts.register(email, firstName: "Neu", lastName: "Neu", cause: stranger) },
        { try await accounts.sendReset(to: "petra@x.example", cause: stranger) },
        { _ = try await accounts.tryCode(code, sentTo: email, cause: stranger) },
        { _ = try await accounts.redeem(code, named: "A-1", at: email, by: nil, cause: stranger) },
        { _ = try await accounts.passFactor(.code("123456"), waiting: "", cause: stranger) },
        { _ = try await accounts.changePassword(from: "falsch", to: "neu", by: petra.acting, cause: cause) },
        { _ = try await accounts.requestDeletion(password: "falsch", by: petra.acting, cause: cause) },
        { _ = try await accounts.switchFactorOff(nil, password: "falsch", by: petra.acting, cause: cause) },
      ]
      for attempt in attempts {
        await #expect(throws: NetworkLimitReached.self) { try await attempt() }
      }
      #expect(try await portal.mailCount(to: email.text) == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `five wrong passwords in a session end it with a code, whoever asks`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await signedIn("petra@x.example", on: portal)
      var code: String?
      for _ in 1...6 where code == nil {
        do {
          _ = try await portal.application.accounts.requestDeletion(
            password: "falsch", by: petra.acting, cause: petra.cause)
        } catch let refusal as Refusal {
          code = refusal.code
        }
      }
      #expect(code == "accounts.session.unproven")
      let leaving: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM accounts WHERE state = 'leaving'")
      }
      #expect(leaving == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy opens no account, and an account in the company's domain is asked for twice`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let registers = portal.application.registers
      let klaus = try await portal.actor("Klaus", "Amtmann", "klaus@kammer.example")
      var order = AccountOrder(
        RegisteredPerson(kind: .instructor, subject: 7, firstName: "Anna", lastName: "Beispiel", place: ""),
        access: .none, origin: .chamber, subject: .init(SubjectKind("instructor"), 7))
      order.companyDomain = "firma.example"
      let email = try #require(EmailAddress("anna@firma.example"))
      func open(_ who: Somebody, inCompanyDomain: Bool) async throws -> AccountOpeningOutcome {
        try await registers.openAccount(
          order, at: email, inCompanyDomain: inCompanyDomain, by: who.acting, cause: who.cause)
      }
      #expect(try await open(klaus, inCompanyDomain: false) == .companyDomain)
      let deputy = portal.actor(
        klaus.account,
        onBehalf: OnBehalf(
          deputyship: 1, principal: 2, name: "Grün", fields: [.contracts], until: nil,
          function: portal.administration(of: 1, named: "Grün")))
      await #expect(throws: NotFound.self) { try await open(deputy, inCompanyDomain: true) }
      #expect(try await open(klaus, inCompanyDomain: true) == .opened)
      #expect(try await portal.mailCount(to: "anna@firma.example") == 1)
    }
  }
}
