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

/// The services that all areas share, and the making of the areas.
struct PortalGround: Sendable {
  let configuration: PortalConfiguration
  let database: Database
  let clock: WallClock
  let settings: ChamberSettings
  let postbox: Postbox
  let signal: WorkSignal
  let typesetter: Typesetter
  let logger: Logger
  let addition: PortalAddition

  /// Checks of values of settings that go beyond their own rules.
  static let settingChecks: [String: @Sendable (String) -> Bool] = [
    ChamberIdentity.email.key: { EmailAddress($0) != nil },
    ChamberIdentity.colour.key: { (try? ChamberColour(hex: $0)) != nil },
  ]

  private var host: String { URL(string: configuration.baseURL)?.host ?? "localhost" }

  private var people: PeopleParts {
    PortalApplication.areas.reduce(PeopleParts()) { $0 + $1.people(settings, clock) } + addition.people
  }

  func accounts(cost: PasswordCost) throws -> (Accounts, DeputyshipFunctions) {
    let people = people
    let deputyships = DeputyshipFunctions(clock: clock, registers: people.registers)
    let accounts = try Accounts(
      database: database, settings: settings, postbox: postbox,
      hashing: HashingPool(threads: ProcessInfo.processInfo.activeProcessorCount, cost: cost), signal: signal,
      key: configuration.secret, people: people, deputyships: deputyships,
      secondFactorForOfficers: configuration.secondFactorForOfficers)
    return (accounts, deputyships)
  }

  func registers(_ accounts: Accounts, _ office: Office) -> Registers {
    Registers(office: office, accounts: accounts, signal: signal, offers: [TrainingCompanyLetters()])
  }

  func office(_ accounts: Accounts) -> Office {
    // Apprentices are handled on the page of their contract.
    let pages = accounts.personKinds.compactMap { kind in kind.officePath.map { (SubjectKind(kind.kind.rawValue), $0) }
    }
    return Office(
      database: database, settings: settings, areas: PortalApplication.areas,
      vocabulary: LogVocabulary(paths: Dictionary(pages) { $1 }, events: pages.flatMap { Event.access(of: $0.0) }))
  }

  func documents(_ registers: Registers, _ office: Office) -> Documents {
    Documents(
      database: database, settings: settings, office: office, registers: registers, postbox: postbox,
      typesetter: typesetter, store: DocumentStore(folder: configuration.documentFolder),
      sealingKeys: SealingKeys(
        database: database, typesetter: typesetter, key: configuration.sealingKey, makesKey: configuration.isDemo,
        holder: settings[ChamberIdentity.name]),
      signal: signal, baseURL: configuration.baseURL,
      sealedFiles: PortalApplication.sealedFiles, deliverySeals: DeliverySeals(key: configuration.secret))
  }

  func trainingRecords(_ accounts: Accounts, _ documents: Documents) -> TrainingRecords {
    TrainingRecords(
      database: database, settings: settings, accounts: accounts, postbox: postbox, documents: documents,
      files: DocumentStore(folder: configuration.recordFolder), kind: configuration.chamberKind)
  }

  // MARK: Letters and mails

  func letterPrinting(_ kinds: [any LetterKind], _ texts: Texts) -> LetterPrinting {
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

  func operation(_ machinery: Machinery) -> OperationPages {
    OperationPages(machinery: machinery, listener: configuration.metricsPort == nil ? .shared : .withoutDetails)
  }

  /// - Parameter parts: everything that can have menu entries.
  func site(_ accounts: Accounts, _ parts: [any PortalArea]) throws -> Site {
    let frame = Frame(areas: parts, settings: settings, assets: try Assets(), kind: configuration.chamberKind)
    return Site(
      clock: clock, catalogue: try TextCatalogue.ofPortal(configuration.chamberKind, adding: addition.texts),
      assets: frame.assets, logger: logger, baseURL: configuration.baseURL,
      trustedProxies: configuration.trustedProxies, ways: .ofPortal, key: configuration.secret,
      gatekeeper: { try await accounts.admit(&$0) }, frame: { frame.shell(for: $0, title: $1) },
      onRefusal: { await accounts.note($0, of: $1) })
  }

  /// The start page, help and legal notices.
  /// - Parameter areas: the areas with a section on the start page, in its order.
  func publicPages(_ areas: [any DomainArea]) -> PublicPages {
    PublicPages(
      settings: settings, database: database, areas: areas, isDemo: configuration.isDemo,
      isMeasured: configuration.isMeasured)
  }

  /// The demo's mails and letters.
  func demoPages(_ mailbox: DemoMailbox?) -> [any PortalArea] {
    mailbox.map { [DemoPages(mailbox: $0, letterFolder: configuration.letterFolder)] } ?? []
  }
}
