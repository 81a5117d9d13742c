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
    Site.texts, ChamberSettings.texts, Postbox.texts, Accounts.texts, Companies.texts, Apprenticeships.texts,
    Delegation.texts, Documents.texts, TrainingRecords.texts, Exams.texts, Chamber.texts,
    PublicPages.texts,
  ]

  package static let settingDeclarations =
    ChamberIdentity.all + OfficerSettings.all + AccountSettings.all + CompanySettings.all + DelegationSettings.all
    + RegisterSettings.all + DocumentSettings.all + RecordSettings.all
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
    let registers: [any PersonRegister] = [
      TrainingRegister(), ExamPersonFunctionQueries(clock: clock), CoSignerRegister(),
    ]
    let deputyships = DeputyshipFunctions(clock: clock, registers: registers)
    accounts = try Accounts(
      database: database, settings: settings, postbox: postbox,
      hashing: HashingPool(threads: ProcessInfo.processInfo.activeProcessorCount, cost: cost), signal: signal, key: key,
      providers: [
        CompanyFunctions(clock: clock), RegisterFunctions(clock: clock), ExamPersonFunctionQueries(clock: clock),
        CoSignerFunctions(settings: settings, clock: clock), OfficerFunctions(settings: settings),
      ],
      erasures: [CompanyErasure(clock: clock), DeputyshipErasure()], deputyships: deputyships, registers: registers,
      counters: [UnreadDocuments(), WaitingWeeks(settings: settings, clock: clock)],
      secondFactorForOfficers: configuration.secondFactorForOfficers)
    companies = Companies(
      database: database, settings: settings, accounts: accounts, postbox: postbox, signal: signal, key: key)
    self.typesetter = typesetter ?? Typesetter(python: configuration.python, logger: logger)
    documents = Documents(
      database: database, settings: settings, accounts: accounts, postbox: postbox, typesetter: self.typesetter,
      store: DocumentStore(folder: configuration.documentFolder),
      seals: SealOffice(
        database: database, typesetter: self.typesetter, key: configuration.sealingKey, makesKey: configuration.isDemo,
        holder: settings[ChamberIdentity.name]),
      signal: signal, baseURL: configuration.baseURL, directories: ExamPersonAddressees.all,
      books: [RecordExportQueries()], deliverySeals: DeliverySeals(key: key))
    apprenticeships = Apprenticeships(
      database: database, settings: settings, accounts: accounts, signal: signal, clock: clock, annexes: [documents])
    delegation = Delegation(
      database: database, settings: settings, accounts: accounts, postbox: postbox, signal: signal,
      functions: deputyships)
    trainingRecords = TrainingRecords(
      database: database, settings: settings, accounts: accounts, postbox: postbox,
      documents: documents, files: DocumentStore(folder: configuration.recordFolder), kind: configuration.chamberKind)
    exams = Exams(database: database)
    importKinds =
      [CompanyImportKind(companies: companies)] + apprenticeships.importKinds + exams.importKinds
      + trainingRecords.importKinds
    uploads = Uploads(key: key, kinds: importKinds)
    let catalogue = try TextCatalogue.ofPortal(configuration.chamberKind)
    let german = catalogue.texts(in: .german)
    letterKinds = [
      PINLetter(companies: companies, clock: clock, texts: german, baseURL: configuration.baseURL),
      LinkNotice(companies: companies, clock: clock, texts: german, baseURL: configuration.baseURL),
      AccessLetter(
        accounts: accounts, registers: [TrainingPostalRegister(), ExamPostalRegister()], clock: clock, texts: german,
        baseURL: configuration.baseURL),
      GuardianLetter(clock: clock, texts: german), DocumentLetter(documents: documents, clock: clock, texts: german),
    ]
    letterPrinting = LetterPrinting(
      database: database, typesetter: self.typesetter, kinds: letterKinds, settings: settings, texts: german,
      clock: clock,
      folder: configuration.letterFolder, chamberKind: configuration.chamberKind, logger: logger)
    (transport, mailbox) = try Self.mail(configuration)
    mailDelivery = MailDelivery(
      postbox: postbox, database: database, transport: transport, settings: settings, clock: clock,
      host: URL(string: configuration.baseURL)?.host ?? "localhost")
    let chamber = Chamber(
      database: database, settings: settings, accounts: accounts, companies: companies,
      apprenticeships: apprenticeships, delegation: delegation, documents: documents, signal: signal,
      letterFolder: configuration.letterFolder, declarations: Self.settingDeclarations,
      uploads: uploads,
      importKinds: importKinds)
    let areas = Self.areas(
      configuration, database, settings, documents.seals, installation,
      [accounts, companies, apprenticeships, delegation, documents, trainingRecords, exams], chamber,
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

  private static func mail(_ configuration: PortalConfiguration) throws -> (any MailTransport, DemoMailbox?) {
    guard let url = configuration.mailTransport else { return (NoTransport(), nil) }
    let transport = try mailTransport(
      url: url, user: configuration.mailUser, password: configuration.mailPassword,
      caFile: configuration.mailCertificates, heloName: URL(string: configuration.baseURL)?.host ?? "localhost")
    guard configuration.isDemo else { return (transport, nil) }
    let mailbox = DemoMailbox(transport)
    return (mailbox, mailbox)
  }

  /// - Parameter domain: the areas that have something to say on the start page, in its order.
  private static func areas(
    _ configuration: PortalConfiguration, _ database: Database, _ settings: ChamberSettings, _ seals: SealOffice,
    _ installation: Installation, _ domain: [any PortalArea], _ chamber: Chamber, mailbox: DemoMailbox?
  ) -> [any PortalArea] {
    let pages = PublicPages(
      settings: settings, database: database, areas: domain, isDemo: configuration.isDemo,
      isMeasured: configuration.isMeasured)
    let operation = OperationPages(
      database: database, seals: seals, installation: installation,
      listener: configuration.metricsPort == nil ? .shared : .bare)
    let areas: [any PortalArea] = [pages, operation] + domain + [chamber]
    guard let mailbox else { return areas }
    return areas + [DemoPages(mailbox: mailbox, letterFolder: configuration.letterFolder)]
  }
}
