import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// An area of the domain with all that it brings into the portal (plug-in, contribution): the one place where it is
/// entered. What an area does not have, it leaves out; the portal asks all areas and folds their answers.
package protocol DomainArea: PortalArea, StartPageArea, OfficeArea {
  static var resources: PortalResources { get }
  /// What the area tells of people, asked before any area is made.
  static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts
  /// The rights of officers that open its pages.
  static var officerRights: [OfficerRight] { get }
  /// The ways to its pages for officers.
  static var officeEntries: [OfficeEntry] { get }
  /// The decisions of its officers that need a second one.
  static var fourEyesKinds: [FourEyesKind] { get }
  /// What it shows on officers' pages of areas below it.
  static var officeAnnexes: [any OfficeAnnex] { get }
  /// How officers read what it writes into the audit log.
  static var logVocabulary: LogVocabulary { get }
  /// The names of `importKinds`, asked before any area is made.
  static var importKindNames: [String] { get }
  /// The kinds of files that the chamber imports, in the order in which they refer to each other.
  var importKinds: [any ImportKind] { get }
  /// Keys for order and search, made anew when the folding has changed.
  var storedKeys: [StoredKeys] { get }
  func letterKinds(_ context: AreaContext) -> [any LetterKind]
  /// Work in the background, for officers and people who wait for it.
  func work(_ context: AreaContext) -> [AreaWork]
  /// What is looked after again and again, in each process that serves.
  func rounds(_ context: AreaContext) -> [AreaRound]
  /// Looks through all that it keeps for what was changed behind the portal's back; takes as long as it takes.
  func inspect() async throws -> [Inspection]
}

extension DomainArea {
  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts { PeopleParts() }
  package static var officerRights: [OfficerRight] { [] }
  package static var officeEntries: [OfficeEntry] { [] }
  package static var fourEyesKinds: [FourEyesKind] { [] }
  package static var officeAnnexes: [any OfficeAnnex] { [] }
  package static var logVocabulary: LogVocabulary { LogVocabulary() }
  package static var importKindNames: [String] { [] }
  package var importKinds: [any ImportKind] { [] }
  package var storedKeys: [StoredKeys] { [] }
  package func letterKinds(_ context: AreaContext) -> [any LetterKind] { [] }
  package func work(_ context: AreaContext) -> [AreaWork] { [] }
  package func rounds(_ context: AreaContext) -> [AreaRound] { [] }
  package func inspect() async throws -> [Inspection] { [] }
  package func addRoutes(to routes: inout Routes) {}

  package func forSecondOfficer(
    _ visit: Visit, _ acting: Acting, in connection: any Connection
  ) throws -> [TaskItem] { [] }

  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML { HTML(capacity: 0) }

  package func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue] { [] }
}

/// What an area tells of people.
package struct PeopleParts: Sendable {
  /// Its registers of persons with accounts.
  package var registers: [any PersonRegister]
  package var providers: [any FunctionProvider]
  package var erasures: [any AccountErasure]
  package var endings: [any AccessEnding]
  package var counters: [any WaitingCounter]

  package init(
    registers: [any PersonRegister] = [], providers: [any FunctionProvider] = [],
    erasures: [any AccountErasure] = [], endings: [any AccessEnding] = [], counters: [any WaitingCounter] = []
  ) {
    self.registers = registers
    self.providers = providers
    self.erasures = erasures
    self.endings = endings
    self.counters = counters
  }

  package static func + (first: PeopleParts, second: PeopleParts) -> PeopleParts {
    PeopleParts(
      registers: first.registers + second.registers, providers: first.providers + second.providers,
      erasures: first.erasures + second.erasures, endings: first.endings + second.endings,
      counters: first.counters + second.counters)
  }
}

/// The portal around an area, once it is put together.
package struct AreaContext: Sendable {
  package let site: Site
  package let chamberKind: ChamberKind
  package var clock: WallClock { site.clock }
  /// In which letters are written.
  package var german: Texts { site.catalogue.texts(in: .german) }

  package init(site: Site, chamberKind: ChamberKind) {
    self.site = site
    self.chamberKind = chamberKind
  }
}

/// One kind of work in the background, with the worker that does it.
package struct AreaWork: Sendable {
  package enum Lane: Sendable {
    /// Never waits behind anything: mails.
    case mail
    /// Somebody sits and waits: uploads that are looked through.
    case reading
    /// Takes long: letter runs, imports, what is sealed for many.
    case long
  }

  package let lane: Lane
  package let handler: any JobHandler

  package init(_ lane: Lane, _ handler: any JobHandler) {
    self.lane = lane
    self.handler = handler
  }
}

/// What an area found when it looked through what it keeps.
package struct Inspection: Sendable {
  /// For the operator, a line each.
  package let lines: [String]
  package let isInOrder: Bool

  /// - Parameters:
  ///   - summary: the line where nothing is damaged.
  ///   - damage: a line for each damage.
  ///   - notes: what the operator should know besides.
  package init(_ summary: String, damage: [String], notes: [String] = []) {
    lines = (damage.isEmpty ? [summary] : damage) + notes
    isInOrder = damage.isEmpty
  }
}

/// Something that is done again and again.
package struct AreaRound: Sendable {
  package let every: TimeSpan
  package let work: @Sendable () async throws -> Void

  /// How often what can wait is cleared up.
  package static let tidying = TimeSpan.minutes(15)

  package init(every span: TimeSpan, _ work: @escaping @Sendable () async throws -> Void) {
    every = span
    self.work = work
  }
}
