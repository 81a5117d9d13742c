import Chronology
import Database
import Foundation
import Journal
import Logging
import Postbox
import Settings
import Sodium
import Web
import Work

/// The area of accounts (users): registration, sign-in, start codes, locks, sessions, functions, profile, deletion.
package struct Accounts: DomainArea {
  package static let logVocabulary = LogVocabulary(events: Event.ofAccounts)

  package let name = "Accounts"

  package let database: Database
  package let settings: ChamberSettings
  package let postbox: Postbox
  package let hashing: HashingPool
  package let signal: WorkSignal
  package let limiter: NetworkLimiter
  let turns = Turns()
  package let providers: [any FunctionProvider]
  package let erasures: [any AccountErasure]
  /// What areas end together with a person's access.
  package let endings: [any AccessEnding]
  let deputyships: (any DeputyshipProvider)?
  package let registers: [any PersonRegister]
  let counters: [any WaitingCounter]
  /// Whether officers have to pass a second factor before the back office opens.
  package let secondFactorForOfficers: Bool
  let codeKey: SecretKey
  let tokenKey: SecretKey
  let factorKey: SecretKey
  let common: CommonPasswords

  package static let resources = PortalResources(of: "Accounts", in: .module, settings: AccountSettings.all)

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [
      AreaRound(every: AreaRound.tidying) {
        let erased = try await eraseDue(now: context.clock.now)
        if erased > 0 { context.site.logger.info("Accounts erased", metadata: ["count": "\(erased)"]) }
        try await forgetOldSessions(now: context.clock.now)
      }
    ]
  }

  /// - Throws: if the list of common passwords cannot be read.
  package init(
    database: Database, settings: ChamberSettings, postbox: Postbox, hashing: HashingPool, signal: WorkSignal,
    key: SecretKey, people: PeopleParts, deputyships: (any DeputyshipProvider)? = nil, secondFactorForOfficers: Bool
  ) throws {
    self.database = database
    self.settings = settings
    self.postbox = postbox
    self.hashing = hashing
    self.signal = signal
    self.limiter = NetworkLimiter()
    providers = people.providers
    erasures = people.erasures
    endings = people.endings
    self.deputyships = deputyships
    registers = people.registers
    counters = people.counters
    self.secondFactorForOfficers = secondFactorForOfficers
    codeKey = key.derived(for: "start codes")
    tokenKey = key.derived(for: "sessions")
    factorKey = key.derived(for: "second factor")
    common = try CommonPasswords.shipped()
  }

  /// Columns with keys for order and search, which are recomputed when the folding changes.
  package var storedKeys: [StoredKeys] { [.column(of: "accounts", from: "last_name", "first_name")] }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/registrieren", .visitors, registrationForm)
    routes.post("/registrieren", .visitors) { try await limited($0, register) }
    routes.get("/startcode", .visitors, startCodeForm)
    routes.post("/startcode", .visitors) { try await limited($0, redeemStartCode) }
    routes.get("/anmelden", .visitors, signInForm)
    routes.post("/anmelden", .visitors) { try await limited($0, signIn) }
    routes.get("/anmelden/zweiter-faktor", .visitors, factorForm)
    routes.post("/anmelden/zweiter-faktor", .visitors) { try await limited($0, passFactor) }
    routes.post("/abmelden", .signedIn, signOut)
    routes.get("/zugangsdaten", .everyone, postalCodeForm)
    routes.appoint("/zugangsdaten", .everyone) { try await limited($0, redeemPostalCode) }
    routes.get("/passwort-vergessen", .visitors, resetForm)
    routes.post("/passwort-vergessen", .visitors) { try await limited($0, requestReset) }
    routes.post("/funktion", .signedIn, chooseFunction)
    routes.appoint("/funktionen/{grant}/annehmen", .ownAccount, acceptFunction)
    routes.appoint("/funktionen/{grant}/ablehnen", .ownAccount, declineFunction)
    routes.get("/profil", .ownAccount, profile)
    routes.get("/profil/passwort", .ownAccount, passwordForm)
    routes.post("/profil/passwort", .ownAccount) { try await limited($0, changePassword) }
    routes.get("/profil/zweiter-faktor", .ownAccount, factorProfile)
    routes.post("/profil/zweiter-faktor", .ownAccount) { try await limited($0, switchFactorOn) }
    routes.post("/profil/zweiter-faktor/ausschalten", .ownAccount) { try await limited($0, switchFactorOff) }
    routes.post("/profil/sitzungen/{session}/beenden", .ownAccount, endSession)
    routes.post("/profil/sitzungen/andere-beenden", .ownAccount, endOtherSessions)
    routes.get("/profil/konto-loeschen", .ownAccount, deletionForm)
    routes.post("/profil/konto-loeschen", .ownAccount) { try await limited($0, requestDeletion) }
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    visit.acting == nil || visit.acting?.onBehalf != nil
      ? [] : [MenuEntry(visit.t("accounts.menu.profile"), path: AccountPath.profile, rank: 90)]
  }

  var passwordRules: PasswordRules {
    PasswordRules(
      minimumLength: settings[AccountSettings.passwordLength], common: common,
      context: ["Kammerportal"]
        + [ChamberIdentity.name, ChamberIdentity.place, ChamberIdentity.web, ChamberIdentity.email].map { settings[$0] }
    )
  }

  /// Adds an event about an account to the audit log, with the network address of its cause.
  /// - Parameter byOwner: whether the account's owner is proven to have acted; otherwise the actor is the signed-in
  ///   person, or an unknown visitor.
  func record(
    _ event: Event, account: Int64, cause: Cause, details: [String: String] = [:], byOwner: Bool = true,
    in connection: any Connection
  ) throws {
    try Journal.record(
      JournalEntry(
        event, .init(.account, account), actor: byOwner ? account : cause.actor,
        actingFor: cause.actingFor, address: cause.address, details: details),
      at: cause.now, in: connection)
  }
}
