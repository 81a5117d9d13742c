import Accounts
import Apprenticeships
import Chamber
import Chronology
import Companies
import Database
import Delegation
import Documents
import Exams
import Foundation
import Journal
import Logging
import Office
import Postbox
import Registers
import Settings
import Sodium
import TrainingRecords
import Typesetting
import Web
import Work

/// The composition root: the only place that knows all areas.
package struct PortalApplication: Sendable {
  package let configuration: PortalConfiguration
  package let database: Database
  package let settings: ChamberSettings
  package let installation: Installation
  package let accounts: Accounts
  package let registers: Registers
  package let companies: Companies
  package let apprenticeships: Apprenticeships
  package let delegation: Delegation
  package let documents: Documents
  package let trainingRecords: TrainingRecords
  package let exams: Exams
  package let chamber: Chamber
  /// All areas, in the order of the start page.
  let areas: [any DomainArea]
  package let site: Site
  package let routes: Routes
  package let clock: WallClock
  package let logger: Logger
  package let typesetter: Typesetter
  package let letterKinds: [any LetterKind]
  /// What the chamber can import, in the order in which files refer to each other.
  package let importKinds: [any ImportKind]
  /// The background work of the portal and of its areas.
  let work: [AreaWork]
  let machinery: Machinery
  let signal: WorkSignal
  let postbox: Postbox
  let uploads: Uploads
  let mailbox: DemoMailbox?

  /// All areas, in the order of their migrations and of the start page. A new area is entered here.
  static let areas: [any DomainArea.Type] = [
    Accounts.self, Companies.self, Registers.self, Apprenticeships.self, Delegation.self, Documents.self,
    TrainingRecords.self, Exams.self, Chamber.self,
  ]

  /// Migrations, texts and settings of all targets, in the order of migrations.
  package static let resources: [PortalResources] =
    [
      PortalResources(texts: Site.texts), PortalResources(migrations: Journal.migrations), ChamberSettings.resources,
      PortalResources(migrations: Jobs.migrations), Postbox.resources,
    ] + resourcesOfAreas + [PublicPages.resources]

  /// Accounts come first, because the office and all other areas depend on them.
  private static var resourcesOfAreas: [PortalResources] {
    let all = areas.map { $0.resources }
    return all.prefix(1) + [Office.resources] + all.dropFirst()
  }

  package static let migrations = resources.compactMap(\.migrations)
  package static let textFolders = resources.compactMap(\.texts)
  package static let settingDeclarations = resources.flatMap(\.settings)

  /// The names of what can be imported, for messages before there is a portal.
  package static let importKindNames = areas.flatMap { $0.importKindNames }

  static let sealedFiles = areas.compactMap { $0 as? any SealingArea.Type }.flatMap { $0.sealedFiles }

  /// The rights that officers can have, in the order in which people see them.
  package static let officerRights: [OfficerRight] = areas.flatMap { $0.officerRights }

  /// - Parameters:
  ///   - typesetter: one that is already running; nil makes one.
  ///   - cost: the cost of a password hash; tests take the least.
  package init(
    configuration: PortalConfiguration, database: Database, clock: WallClock = .system, logger: Logger,
    typesetter: Typesetter? = nil, cost: PasswordCost = .standard, adding addition: PortalAddition = PortalAddition()
  ) async throws {
    self.configuration = configuration
    self.database = database
    self.clock = clock
    self.logger = logger
    let key = configuration.secret
    settings = ChamberSettings(database, checks: PortalGround.settingChecks)
    installation = Installation(database, key: key)
    signal = WorkSignal()
    postbox = Postbox(key: key)
    self.typesetter = typesetter ?? Typesetter(python: configuration.python, logger: logger)
    let ground = PortalGround(
      configuration: configuration, database: database, clock: clock, settings: settings, postbox: postbox,
      signal: signal, typesetter: self.typesetter, logger: logger, addition: addition)
    let deputyships: DeputyshipFunctions
    (accounts, deputyships) = try ground.accounts(cost: cost)
    let office = ground.office(accounts)
    registers = ground.registers(accounts, office)
    companies = Companies(office: office, accounts: accounts, postbox: postbox, signal: signal, key: key)
    documents = ground.documents(registers, office)
    apprenticeships = Apprenticeships(
      office: office, registers: registers, signal: signal, clock: clock, annexes: [documents])
    delegation = Delegation(
      office: office, accounts: accounts, postbox: postbox, signal: signal, functions: deputyships)
    trainingRecords = ground.trainingRecords(accounts, documents)
    exams = Exams(database: database)
    let domain: [any DomainArea] = [
      accounts, registers, companies, apprenticeships, delegation, documents, trainingRecords, exams,
    ]
    importKinds = domain.flatMap(\.importKinds)
    uploads = Uploads(key: key, kinds: importKinds)
    chamber = Chamber(
      office: office, accounts: accounts, signal: signal, areas: domain, letterFolder: configuration.letterFolder,
      declarations: Self.settingDeclarations, uploads: uploads)
    areas = domain + [chamber]
    let transport: any MailTransport
    (transport, mailbox) = try ground.mail()
    let pages = ground.publicPages(areas)
    let parts = areas + ground.demoPages(mailbox)
    site = try ground.site(accounts, [pages] + parts)
    let context = AreaContext(site: site, chamberKind: configuration.chamberKind)
    letterKinds = areas.flatMap { $0.letterKinds(context) }
    work =
      [
        AreaWork(.mail, ground.mailDelivery(transport)),
        AreaWork(.long, ground.letterPrinting(letterKinds, context.german)),
        AreaWork(.long, ImportWork(database: database, uploads: uploads, clock: clock)),
      ] + areas.flatMap { $0.work(context) }
    machinery = Machinery(
      database: database, schema: try ExpectedSchema(Self.migrations, for: database.engine), installation: installation,
      sealingKeys: documents.sealingKeys, jobKinds: work.map(\.handler.kind))
    routes = Routes(of: [pages, ground.operation(machinery)] + parts)
  }

  /// - Parameter name: as on the command line, such as `companies`.
  package func importKind(_ name: String) -> (any ImportKind)? { uploads.kind(name) }
}
