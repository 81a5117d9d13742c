import Accounts
import Chronology
import Companies
import Database
import Foundation
import Journal
import Office
import Postbox
import Settings
import Web
import Work

/// The area of deputyships (Vertretungen): giving and withdrawing them, accepting them, acting under them, and the
/// chamber's decisions about proposed deputies.
package struct Delegation: DomainArea {
  package let name = "Delegation"

  let database: Database
  let settings: ChamberSettings
  let accounts: Accounts
  let office: Office
  let postbox: Postbox
  let signal: WorkSignal
  let functions: DeputyshipFunctions
  let limiter = NetworkLimiter()

  package static let resources = PortalResources(of: "Delegation", in: .module, settings: DelegationSettings.all)

  package static let officeEntries = [
    OfficeEntry(.companies, "chamber.menu.proposals", path: DelegationPath.proposals, rank: 5)
  ]

  package static let fourEyesKinds: [FourEyesKind] = [.deputyRefusal]

  package static let logVocabulary = LogVocabulary(events: Event.ofDelegation)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(erasures: [DeputyshipErasure()], endings: [DeputyshipEnding()])
  }

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [AreaRound(every: AreaRound.tidying) { try await lapse(context.clock) }]
  }

  package init(
    office: Office, accounts: Accounts, postbox: Postbox, signal: WorkSignal,
    functions: DeputyshipFunctions
  ) {
    database = office.database
    settings = office.settings
    self.office = office
    self.accounts = accounts
    self.postbox = postbox
    self.signal = signal
    self.functions = functions
  }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/profil/vertretung", .ownAccount, givenPage)
    routes.get("/profil/vertretung/neu", .ownAccount, deputyshipForm)
    routes.appoint("/profil/vertretung/neu", .ownAccount, give)
    routes.get("/profil/vertretung/mitarbeiter", .ownAccount, proposalForm)
    routes.appoint("/profil/vertretung/mitarbeiter", .ownAccount, propose)
    routes.get("/profil/vertretung/{deputyship}/beenden", .ownAccount, withdrawalForm)
    routes.appoint("/profil/vertretung/{deputyship}/beenden", .ownAccount, withdraw)
    routes.get("/profil/berechtigungen", .ownAccount, heldPage)
    routes.appoint("/profil/berechtigungen/{deputyship}/annehmen", .ownAccount, accept)
    routes.appoint("/profil/berechtigungen/{deputyship}/ablehnen", .ownAccount, decline)
    routes.get("/profil/berechtigungen/{deputyship}/zurueckgeben", .ownAccount, returnForm)
    routes.appoint("/profil/berechtigungen/{deputyship}/zurueckgeben", .ownAccount, giveBack)
    routes.post("/profil/berechtigungen/{deputyship}/handeln", .ownAccount, beginActing)
    routes.post("/vertretung/beenden", .signedIn, endActing)
    routes.get("/kammer/vertretungen", .officer(.companies), proposalList)
    routes.appoint("/kammer/vertretungen/{deputyship}/genehmigen", .officer(.companies), approveProposal)
    routes.get("/kammer/vertretungen/{deputyship}/ablehnen", .officer(.companies), refusalForm)
    routes.post("/kammer/vertretungen/{deputyship}/ablehnen", .officer(.companies), refuseProposal)
  }

  /// The last day on which an offer can be accepted.
  func lastDay(of offer: Deputyship, _ clock: WallClock) -> CalendarDate {
    clock.day(of: offer.createdAt).adding(days: settings[DelegationSettings.offerDays])
  }

  /// The audit log details of a deputyship: no names.
  static func details(_ deputyship: Deputyship) -> [String: String] {
    [
      "function": "\(deputyship.principalKind.rawValue):\(deputyship.principalSubject)",
      "member": deputyship.deputyAccount.map { String($0) } ?? "",
      "company": deputyship.deputyCompany.map { String($0) } ?? "", "fields": WorkField.text(deputyship.fields),
      "last_day": deputyship.validUntil?.description ?? "",
    ].filter { !$0.value.isEmpty }
  }
}

extension Delegation {
  /// The functions that a person can have deputies for.
  func deputisable(_ acting: Acting) -> [PortalFunction] {
    acting.functions.filter { functions.hasDeputies($0.kind) }
  }
}

extension Acting {
  /// The companies that the person administers.
  var administered: [PortalFunction] {
    functions.filter { $0.kind == .companyAdministrator }
  }

  var administeredKeys: [Int64] { administered.map(\.subject) }

  /// Whether the person, or a company that they administer, gave the deputyship.
  func gave(_ deputyship: Deputyship) -> Bool {
    deputyship.principalKind == .companyAdministrator
      ? administeredKeys.contains(deputyship.principalSubject) : deputyship.givenBy == account.id
  }

  /// Whether the person, or a company that they administer, is the deputy.
  func holds(_ deputyship: Deputyship) -> Bool {
    deputyship.deputyCompany.map(administeredKeys.contains) ?? (deputyship.deputyAccount == account.id)
  }
}
