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
import Logging
import Postbox
import Registers
import Settings
import Sodium
import TrainingRecords
import Typesetting
import Web
import Work

/// What all areas stand on; makes them out of it.
struct PortalGround: Sendable {
  let configuration: PortalConfiguration
  let database: Database
  let clock: WallClock
  let settings: ChamberSettings
  let postbox: Postbox
  let signal: WorkSignal
  let typesetter: Typesetter

  private var host: String { URL(string: configuration.baseURL)?.host ?? "localhost" }

  /// The kinds of persons whom the chamber keeps, in the order in which people see them.
  static let kinds: [any PersonKind] = Apprenticeships.kinds + Exams.kinds

  /// All registers of persons with accounts.
  static let registers: [any PersonRegister] = kinds + [CoSignerRegister()]

  func accounts(_ deputyships: DeputyshipFunctions, cost: PasswordCost) throws -> Accounts {
    try Accounts(
      database: database, settings: settings, postbox: postbox,
      hashing: HashingPool(threads: ProcessInfo.processInfo.activeProcessorCount, cost: cost), signal: signal,
      key: configuration.secret,
      providers: [
        CompanyFunctions(clock: clock), RegisterFunctions(clock: clock), ExamPersonFunctionQueries(clock: clock),
        CoSignerFunctions(settings: settings, clock: clock), OfficerFunctions(settings: settings, clock: clock),
      ],
      erasures: [CompanyErasure(clock: clock), DeputyshipErasure(), OfficerErasure(clock: clock)],
      deputyships: deputyships, registers: Self.registers,
      counters: [UnreadDocuments(), WaitingWeeks(settings: settings, clock: clock)],
      secondFactorForOfficers: configuration.secondFactorForOfficers)
  }

  func registers(_ accounts: Accounts) -> Registers {
    Registers(database: database, settings: settings, accounts: accounts, signal: signal, kinds: Self.kinds)
  }

  func documents(_ accounts: Accounts) -> Documents {
    Documents(
      database: database, settings: settings, accounts: accounts, postbox: postbox, typesetter: typesetter,
      store: DocumentStore(folder: configuration.documentFolder),
      seals: SealOffice(
        database: database, typesetter: typesetter, key: configuration.sealingKey, makesKey: configuration.isDemo,
        holder: settings[ChamberIdentity.name]),
      signal: signal, baseURL: configuration.baseURL, kinds: Self.kinds,
      books: [RecordExportQueries()], deliverySeals: DeliverySeals(key: configuration.secret))
  }

  func trainingRecords(_ accounts: Accounts, _ documents: Documents) -> TrainingRecords {
    TrainingRecords(
      database: database, settings: settings, accounts: accounts, postbox: postbox, documents: documents,
      files: DocumentStore(folder: configuration.recordFolder), kind: configuration.chamberKind)
  }

  // MARK: Letters and mails

  /// - Parameter texts: in which letters are written.
  func letterKinds(
    _ registers: Registers, _ companies: Companies, _ documents: Documents, _ texts: Texts
  ) -> [any LetterKind] {
    let baseURL = configuration.baseURL
    return [
      PINLetter(companies: companies, clock: clock, texts: texts, baseURL: baseURL),
      LinkNotice(companies: companies, clock: clock, texts: texts, baseURL: baseURL),
      AccessLetter(registers: registers, clock: clock, texts: texts, baseURL: baseURL),
      GuardianLetter(clock: clock, texts: texts), DocumentLetter(documents: documents, clock: clock, texts: texts),
    ]
  }

  func letterPrinting(_ kinds: [any LetterKind], _ texts: Texts, _ logger: Logger) -> LetterPrinting {
    LetterPrinting(
      database: database, typesetter: typesetter, kinds: kinds, settings: settings, texts: texts, clock: clock,
      folder: configuration.letterFolder, chamberKind: configuration.chamberKind, logger: logger)
  }

  func mail() throws -> (any MailTransport, DemoMailbox?) {
    guard let url = configuration.mailTransport else { return (NoTransport(), nil) }
    let transport = try mailTransport(
      url: url, user: configuration.mailUser, password: configuration.mailPassword,
      caFile: configuration.mailCertificates, heloName: host)
    guard configuration.isDemo else { return (transport, nil) }
    let mailbox = DemoMailbox(transport)
    return (mailbox, mailbox)
  }

  func mailDelivery(_ transport: any MailTransport) -> MailDelivery {
    MailDelivery(
      postbox: postbox, database: database, transport: transport, settings: settings, clock: clock, host: host)
  }

  // MARK: Pages

  /// All that brings pages, in the order of the menu.
  /// - Parameter domain: the areas that have something to say on the start page, in its order.
  func areas(
    _ domain: [any PortalArea], _ chamber: Chamber, _ machinery: Machinery, mailbox: DemoMailbox?
  ) -> [any PortalArea] {
    let pages = PublicPages(
      settings: settings, database: database, areas: domain.compactMap { $0 as? any StartPageArea },
      isDemo: configuration.isDemo,
      isMeasured: configuration.isMeasured)
    let operation = OperationPages(
      machinery: machinery, listener: configuration.metricsPort == nil ? .shared : .bare)
    let areas: [any PortalArea] = [pages, operation] + domain + [chamber]
    guard let mailbox else { return areas }
    return areas + [DemoPages(mailbox: mailbox, letterFolder: configuration.letterFolder)]
  }
}
