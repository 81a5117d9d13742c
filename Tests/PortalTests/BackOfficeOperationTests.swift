import Accounts
import Chamber
import Chronology
import Companies
import Database
import Documents
import Office
import Portal
import Registers
import Settings
import TestDatabases
import TestPortal
import Testing
import Web
import Work

/// What officers do, asked for by no browser: each operation asks for its right itself.
struct BackOfficeOperationTests {
  private typealias Attempt = (name: String, run: @Sendable () async throws -> Void)

  /// All that needs a right of the back office, at an account that there is.
  private func attempts(_ chamber: Chamber, by who: Somebody, at account: Int64) throws -> [Attempt] {
    let (acting, cause) = (who.acting, who.cause)
    let email = try #require(EmailAddress("ina@kammer.example"))
    let terms = OfficerTerms([.letters])
    let ina = NewOfficer(firstName: "Ina", lastName: "Neu", email: email, terms: terms)
    return [
      ("start run", { _ = try await chamber.startLetterRun(of: "pin", by: acting, cause: cause) }),
      ("retry run", { try await chamber.retryLetterRun(1, by: acting, cause: cause) }),
      ("open file", { _ = try await chamber.openLetterFile(of: 1, by: acting, cause: cause) }),
      ("posted", { _ = try await chamber.notePosted(1, by: acting, cause: cause) }),
      ("unlock", { try await chamber.unlockAccount(account, by: acting, cause: cause) }),
      ("reset", { try await chamber.startReset(of: account, by: acting, cause: cause) }),
      ("block", { try await chamber.blockAccount(account, reason: "Betrug", by: acting, cause: cause) }),
      ("free", { try await chamber.unblockAccount(account, by: acting, cause: cause) }),
      ("delete", { _ = try await chamber.deleteAccount(account, reason: "Doppelt", by: acting, cause: cause) }),
      ("appoint", { _ = try await chamber.appoint(ina, by: acting, cause: cause) }),
      ("invite", { _ = try await chamber.inviteAgain(account, by: acting, cause: cause) }),
      ("change", { _ = try await chamber.changeOfficer(account, from: terms, to: terms, by: acting, cause: cause) }),
      ("dismiss", { _ = try await chamber.dismissOfficer(account, by: acting, cause: cause) }),
      (
        "set",
        {
          let change = SettingChange(AccountSettings.passwordLength.declaration, to: "16")
          _ = try await chamber.apply(change, by: acting, cause: cause)
        }
      ),
      (
        "import",
        {
          _ = try await chamber.uploadImport(
            [UInt8]("a;b".utf8), named: "a.csv", as: "companies", by: acting, cause: cause)
        }
      ),
    ]
  }

  @Test(arguments: eachEngine())
  func `whoever has not the right of the back office does nothing there, and finds nothing`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example")
      let before = try await portal.stateOfAccounts()
      let logged = try await portal.count("journal_entries")
      for nobody in [lea, try await portal.officer("Ina", "Alt", rights: [.documents, .training])] {
        for attempt in try attempts(portal.application.chamber, by: nobody, at: lea.account.id) {
          await #expect(throws: NotFound.self, "\(attempt.name)") { try await attempt.run() }
        }
      }
      #expect(try await portal.stateOfAccounts().starts(with: before))
      #expect(try await portal.count("journal_entries") == logged, "nothing was done")
    }
  }

  @Test(arguments: eachEngine())
  func `an account is blocked, freed and deleted without a page, and never the own one`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (chamber, lea) = (portal.application.chamber, try await portal.actor("Lea", "Sommer", "lea@sommer.example"))
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.accounts])
      let karla = try await portal.officer("Karla", "Amtfrau", rights: [.accounts])
      let own = await #expect(throws: Refusal.self) {
        try await chamber.blockAccount(klaus.account.id, reason: "Probe", by: klaus.acting, cause: klaus.cause)
      }
      #expect(own?.code == "chamber.accounts.self")
      try await chamber.blockAccount(lea.account.id, reason: "Betrug", by: klaus.acting, cause: klaus.cause)
      await #expect(throws: NotFound.self, "no code for a blocked account") {
        try await chamber.startReset(of: lea.account.id, by: klaus.acting, cause: klaus.cause)
      }
      try await chamber.unblockAccount(lea.account.id, by: klaus.acting, cause: klaus.cause)
      func delete(_ who: Somebody, seen: String = "") async throws -> OfficeDeletionOutcome {
        try await chamber.deleteAccount(
          lea.account.id, reason: "Zwei Konten", agreeingTo: seen, by: who.acting, cause: who.cause)
      }
      #expect(try await delete(klaus) == .waiting)
      let kind = try #require(Chamber.fourEyesKinds.first { $0.code == "account_deletion" })
      let proposal = try await chamber.proposal(kind, lea.account.id, for: karla.acting)
      let notYours = await #expect(throws: Refusal.self) {
        try await chamber.takeBack(proposal, by: karla.acting, cause: karla.cause)
      }
      #expect(notYours?.code == "office.fourEyes.notYours")
      await #expect(throws: NotFound.self, "nobody declines the own proposal") {
        try await chamber.decline(
          proposal, reason: "Doch nicht", seen: proposal.fingerprint, by: klaus.acting, cause: klaus.cause)
      }
      let unseen = await #expect(throws: Refusal.self) { try await delete(karla, seen: "ungelesen") }
      #expect(unseen?.code == "office.fourEyes.changed")
      guard case .scheduled = try await delete(karla, seen: proposal.fingerprint) else { throw NotFound() }
      #expect(try await delete(karla) == .leavesBefore)
      let agreement = try await portal.database.read { try FourEyesQueries.agreement(kind, lea.account.id, in: $0) }
      #expect(agreement?.proposedBy.name == "Klaus Amtmann" && agreement?.agreedBy.name == "Karla Amtfrau")
    }
  }

  @Test(arguments: eachEngine())
  func `officers are appointed with rights that there are, and the last administrator stays`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (application, chamber) = (portal.application, portal.application.chamber)
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.administration])
      _ = try await application.appointOfficer("amtmann@kammer.example", firstName: "", lastName: "")
      let email = try #require(EmailAddress("ina@kammer.example"))
      func appoint(_ terms: OfficerTerms) async throws -> AppointmentOutcome {
        let ina = NewOfficer(firstName: "Ina", lastName: "Neu", email: email, terms: terms)
        return try await chamber.appoint(ina, by: klaus.acting, cause: klaus.cause)
      }
      let yesterday = application.clock.day(of: portal.time.now).adding(days: -1)
      for terms in [
        OfficerTerms([]), OfficerTerms([.letters], until: yesterday), OfficerTerms([OfficerRight(rawValue: "alles")]),
      ] {
        let refusal = await #expect(throws: Refusal.self) { try await appoint(terms) }
        #expect(refusal?.code == "chamber.staff.impossible")
      }
      #expect(try await portal.newestMail(to: email.text) == nil)
      #expect(try await appoint(OfficerTerms([.letters])) == .appointed)
      #expect(try await portal.newestCode(to: email.text) != nil)
      #expect(try await appoint(OfficerTerms([.accounts])) == .isOfficer)
      let ina = try #require(try await application.officers().first { $0.email == email.text })
      let stale = try await chamber.changeOfficer(
        ina.account, from: OfficerTerms([.accounts]), to: OfficerTerms([.documents]), by: klaus.acting,
        cause: klaus.cause)
      #expect(stale == .nothingDone, "she has other rights by now")
      let last = await #expect(throws: Refusal.self) {
        try await chamber.dismissOfficer(klaus.account.id, by: klaus.acting, cause: klaus.cause)
      }
      #expect(last?.code == "chamber.staff.last")
      #expect(try await chamber.dismissOfficer(ina.account, by: klaus.acting, cause: klaus.cause) == .done)
      await #expect(throws: NotFound.self, "she is none any more") {
        try await chamber.dismissOfficer(ina.account, by: klaus.acting, cause: klaus.cause)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a setting takes what its rule and its check allow, over what was seen`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (application, chamber) = (portal.application, portal.application.chamber)
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.administration])
      func set<Value>(_ setting: Setting<Value>, _ value: String, seen: String? = nil) async throws -> SettingOutcome {
        try await chamber.apply(
          SettingChange(setting.declaration, to: value, seen: seen), by: klaus.acting, cause: klaus.cause)
      }
      for value in ["#ffcc00", "blau"] {
        #expect(try await set(ChamberIdentity.colour, value) == .notAllowed, "too light to be read, or no colour")
      }
      #expect(try await set(ChamberIdentity.email, "keine Adresse") == .notAllowed)
      #expect(try await set(AccountSettings.passwordLength, "7") == .notAllowed)
      #expect(try await set(AccountSettings.passwordLength, "16", seen: "14") == .stale(current: "12"))
      #expect(try await set(AccountSettings.passwordLength, "16", seen: "12") == .changed)
      #expect(application.settings[AccountSettings.passwordLength] == 16)
      let alone = await #expect(throws: Refusal.self) { try await set(OfficeSettings.fourEyes, "false") }
      #expect(alone?.code == "office.fourEyes.alone")
      #expect(application.settings[OfficeSettings.fourEyes])
    }
  }

  @Test(arguments: eachEngine())
  func `of twenty administrators who change one setting at once, one does, and the others learn of it`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let chamber = portal.application.chamber
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.administration])
      let outcomes = try await withThrowingTaskGroup(of: SettingOutcome.self) { group in
        for length in 13...32 {
          let change = SettingChange(AccountSettings.passwordLength.declaration, to: String(length), seen: "12")
          group.addTask { try await chamber.apply(change, by: klaus.acting, cause: klaus.cause) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == .changed } == 1)
      #expect(try await portal.count("setting_changes") == 1)
      #expect(try await portal.count("journal_entries", "event = 'setting.changed'") == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a file is read in by whoever has the right of its kind, and by nobody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let chamber = portal.application.chamber
      let klaus = try await portal.officer("Klaus", "Amtmann", rights: [.companies])
      let karla = try await portal.officer("Karla", "Amtfrau", rights: [.training])
      let lines = [
        "betriebsnummer;name;name2;rechtsform;strasse;plz;ort;email;telefon;hauptbetrieb;aktiv_von;aktiv_bis;pin",
        "4004711;Bäckerei Grün;;;Weg 1;12345;Ort;;;;;;", "",
      ]
      let file = [UInt8](lines.joined(separator: "\n").utf8)
      await #expect(throws: NotFound.self, "another kind, another right") {
        try await chamber.uploadImport(file, named: "a.csv", as: "instructors", by: klaus.acting, cause: klaus.cause)
      }
      let id = try await chamber.uploadImport(
        file, named: "betriebe.csv", as: "companies", by: klaus.acting, cause: klaus.cause)
      let attempts: [@Sendable () async throws -> Void] = [
        { try await chamber.startImport(id, by: karla.acting, cause: karla.cause) },
        { try await chamber.withdrawDecisions(on: id, by: karla.acting, cause: karla.cause) },
        { _ = try await chamber.acceptConflicts([], allOf: .name, of: id, by: karla.acting, cause: karla.cause) },
        { try await chamber.startImport(id + 1, by: klaus.acting, cause: klaus.cause) },
      ]
      for attempt in attempts { await #expect(throws: NotFound.self) { try await attempt() } }
      let nothing = await #expect(throws: Refusal.self) {
        try await chamber.acceptConflicts(["erfunden"], of: id, by: klaus.acting, cause: klaus.cause)
      }
      #expect(nothing?.code == "chamber.import.noneChosen")
      try await chamber.startImport(id, by: klaus.acting, cause: klaus.cause)
      try await portal.application.longWorker.performAllDue()
      #expect(try await portal.count("companies") == 1)
    }
  }
}
