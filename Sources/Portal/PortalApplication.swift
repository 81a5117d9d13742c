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
import Postbox
import Registers
import Settings
import Sodium
import TrainingRecords
import Typesetting
import Web
import Work

/// The portal, put together out of its areas. The only place that knows them all.
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
  package let site: Site
  package let routes: Routes
  package let clock: WallClock
  package let logger: Logger
  package let typesetter: Typesetter
  package let letterKinds: [any LetterKind]
  /// What the chamber can import, by the names of the command line.
  package let importKinds: [any ImportKind]
  /// The same names, for messages before there is a portal.
  package static let importKindNames = [
    "companies", "occupations", "instructors", "apprenticeships", "examiners", "participants", "frameworks",
  ]
  let machinery: Machinery
  let signal: WorkSignal
  let postbox: Postbox
  let uploads: Uploads
  let transport: any MailTransport
  let mailDelivery: MailDelivery
  let letterPrinting: LetterPrinting
  let mailbox: DemoMailbox?

  /// All migrations, in the order in which they are applied.
  package static let migrations = [
    Journal.migrations, ChamberSettings.migrations, Jobs.migrations, Postbox.migrations, Accounts.migrations,
    Companies.migrations, Apprenticeships.migrations, Delegation.migrations, Documents.migrations,
    TrainingRecords.migrations, Exams.migrations,
    OfficerQueries.migrations,
  ]

  /// All texts.
  package static let textFolders = [
    Site.texts, ChamberSettings.texts, Postbox.texts, Accounts.texts, Registers.texts, Companies.texts,
    Apprenticeships.texts,
    Delegation.texts, Documents.texts, TrainingRecords.texts, Exams.texts, Chamber.texts,
    PublicPages.texts,
  ]

  package static let settingDeclarations =
    ChamberIdentity.all + OfficerSettings.all + AccountSettings.all + CompanySettings.all + DelegationSettings.all
    + RegisterSettings.all + RequestSettings.all + DocumentSettings.all + RecordSettings.all
    + PostboxSettings.all

  /// - Parameters:
  ///   - typesetter: one that runs already; nil makes one.
  ///   - cost: of a password hash; tests take the least.
  package init(
    configuration: PortalConfiguration, database: Database, clock: WallClock = .system, logger: Logger,
    typesetter: Typesetter? = nil, cost: PasswordCost = .standard
  ) async throws {
    self.configuration = configuration
    self.database = database
    self.clock = clock
    self.logger = logger
    let key = configuration.secret
    settings = ChamberSettings(database, checks: [ChamberIdentity.email.key: { EmailAddress($0) != nil }])
    installation = Installation(database, key: key)
    signal = WorkSignal()
    postbox = Postbox(key: key)
    self.typesetter = typesetter ?? Typesetter(python: configuration.python, logger: logger)
    let ground = PortalGround(
      configuration: configuration, database: database, clock: clock, settings: settings, postbox: postbox,
      signal: signal, typesetter: self.typesetter)
    let deputyships = DeputyshipFunctions(clock: clock, registers: PortalGround.registers)
    accounts = try ground.accounts(deputyships, cost: cost)
    registers = ground.registers(accounts)
    companies = Companies(
      database: database, settings: settings, accounts: accounts, postbox: postbox, signal: signal, key: key)
    documents = ground.documents(accounts)
    apprenticeships = Apprenticeships(
      database: database, settings: settings, registers: registers, signal: signal, clock: clock, annexes: [documents])
    delegation = Delegation(
      database: database, settings: settings, accounts: accounts, postbox: postbox, signal: signal,
      functions: deputyships)
    trainingRecords = ground.trainingRecords(accounts, documents)
    exams = Exams(database: database)
    importKinds =
      [CompanyImportKind(companies: companies)] + apprenticeships.importKinds + exams.importKinds
      + trainingRecords.importKinds
    uploads = Uploads(key: key, kinds: importKinds)
    let catalogue = try TextCatalogue.ofPortal(configuration.chamberKind)
    let german = catalogue.texts(in: .german)
    letterKinds = ground.letterKinds(registers, companies, documents, german)
    letterPrinting = ground.letterPrinting(letterKinds, german, logger)
    (transport, mailbox) = try ground.mail()
    mailDelivery = ground.mailDelivery(transport)
    let chamber = Chamber(
      database: database, settings: settings, registers: registers, companies: companies,
      apprenticeships: apprenticeships, delegation: delegation, documents: documents, signal: signal,
      letterFolder: configuration.letterFolder, declarations: Self.settingDeclarations, uploads: uploads,
      importKinds: importKinds)
    machinery = Machinery(
      database: database, schema: try ExpectedSchema(Self.migrations, for: database.engine), installation: installation,
      seals: documents.seals)
    let areas = ground.areas(
      [accounts, companies, apprenticeships, delegation, documents, trainingRecords, exams], chamber, machinery,
      mailbox: mailbox)
    var routes = Routes()
    for area in areas { routes.add(area) }
    self.routes = routes
    let frame = Frame(areas: areas, settings: settings, assets: try Assets(), kind: configuration.chamberKind)
    let accounts = accounts
    site = Site(
      clock: clock, catalogue: catalogue, assets: frame.assets, logger: logger, baseURL: configuration.baseURL,
      trustedProxies: configuration.trustedProxies, key: key, gatekeeper: { try await accounts.admit(&$0) },
      frame: { frame.shell(for: $0, title: $1) }, onRefusal: { await accounts.note($0, of: $1) })
  }
}
