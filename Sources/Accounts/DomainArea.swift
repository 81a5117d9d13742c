import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// An area of the domain and everything that it contributes to the portal (plug-in). The portal asks all areas and
/// combines their answers; what an area does not have, it leaves to the empty defaults.
package protocol DomainArea: PortalArea, StartPageArea, OfficeArea {
  static var resources: PortalResources { get }
  /// The registers of persons and the sources of functions; read before any area is made.
  static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts
  /// The officers' rights that open the area's pages.
  static var officerRights: [OfficerRight] { get }
  /// The entries for the area's pages in the officers' menu.
  static var officeEntries: [OfficeEntry] { get }
  /// The kinds of decisions that need a second officer.
  static var fourEyesKinds: [FourEyesKind] { get }
  /// Cards that the area shows on officers' pages of the areas below it.
  static var officeAnnexes: [any OfficeAnnex] { get }
  /// The words by which officers read the area's events in the audit log.
  static var logVocabulary: LogVocabulary { get }
  /// The names of `importKinds`; read before any area is made.
  static var importKindNames: [String] { get }
  /// The kinds of files that the chamber imports; a kind comes after those that it refers to.
  var importKinds: [any ImportKind] { get }
  /// Columns with keys for order and search, which are recomputed when the folding changes.
  var storedKeys: [StoredKeys] { get }
  func letterKinds(_ context: AreaContext) -> [any LetterKind]
  /// The area's kinds of background jobs, each with the worker that does it.
  func work(_ context: AreaContext) -> [AreaWork]
  /// Periodic background tasks; they run in every process that serves.
  func rounds(_ context: AreaContext) -> [AreaRound]
  /// Checks all stored data for tampering and damage, for `verify`. There is no time limit.
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

/// What an area contributes about people.
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

/// What background work may use: the assembled portal.
package struct AreaContext: Sendable {
  package let site: Site
  package let chamberKind: ChamberKind
  package var clock: WallClock { site.clock }
  /// The texts in which letters are written.
  package var german: Texts { site.catalogue.texts(in: .german) }

  package init(site: Site, chamberKind: ChamberKind) {
    self.site = site
    self.chamberKind = chamberKind
  }
}

/// A kind of background job, with the worker that does it.
package struct AreaWork: Sendable {
  package enum Lane: Sendable {
    /// Never queued behind anything else: mails.
    case mail
    /// Somebody is waiting: uploads that are being read.
    case reading
    /// Long jobs: letter runs, imports, sealing for many recipients.
    case long
  }

  package let lane: Lane
  package let handler: any JobHandler

  package init(_ lane: Lane, _ handler: any JobHandler) {
    self.lane = lane
    self.handler = handler
  }
}

/// The result of an area's check of its stored data.
package struct Inspection: Sendable {
  /// For the operator, one line each.
  package let lines: [String]
  package let isInOrder: Bool

  /// - Parameters:
  ///   - summary: the line to print if nothing is damaged.
  ///   - damage: a line for each damage.
  ///   - notes: other things that the operator should know.
  package init(_ summary: String, damage: [String], notes: [String] = []) {
    lines = (damage.isEmpty ? [summary] : damage) + notes
    isInOrder = damage.isEmpty
  }
}

/// A periodic background task.
package struct AreaRound: Sendable {
  package let every: TimeSpan
  package let work: @Sendable () async throws -> Void

  /// The interval of clean-up that can wait.
  package static let tidying = TimeSpan.minutes(15)

  package init(every span: TimeSpan, _ work: @escaping @Sendable () async throws -> Void) {
    every = span
    self.work = work
  }
}
