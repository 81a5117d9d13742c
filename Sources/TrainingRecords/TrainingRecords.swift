import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Documents
import Foundation
import Postbox
import Registers
import Settings
import Typesetting
import Web
import Work

/// The area of training records (Ausbildungsnachweise, § 13 sentence 2 no. 7, § 14 (2) BBiG): weeks, submission,
/// return, sign-off.
package struct TrainingRecords: DomainArea {
  package let name = "TrainingRecords"

  package let database: Database
  let settings: ChamberSettings
  let accounts: Accounts
  let signal: WorkSignal
  let postbox: Postbox
  /// Seals copies of records.
  let documents: Documents
  let kind: ChamberKind
  /// The store of files attached to weeks.
  package let files: DocumentStore
  /// Limits how many copies of records are made at once: a whole record takes a second or two of a processor.
  let printLimit = ConcurrencyLimit(4)

  package static let resources = PortalResources(of: "TrainingRecords", in: .module, settings: RecordSettings.all)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(
      registers: [CoSignerRegister()], providers: [CoSignerFunctions(settings: settings, clock: clock)],
      counters: [WaitingWeeks(settings: settings, clock: clock)])
  }

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [
      AreaRound(every: .minutes(5)) { try await remind(context.site) },
      AreaRound(every: AreaRound.tidying) { try await RecordRetention(records: self, site: context.site).apply() },
    ]
  }

  /// Background work: reminds of weeks that are missing or wait for a sign-off.
  package func remind(_ site: Site) async throws {
    if try await RecordReminders(records: self, postbox: postbox, site: site).send() > 0 {
      await accounts.signal.raise()
    }
  }

  static func layout(_ file: String) -> Layout {
    Layout(folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: file)
  }

  package init(
    database: Database, settings: ChamberSettings, accounts: Accounts, postbox: Postbox, documents: Documents,
    files: DocumentStore, kind: ChamberKind
  ) {
    self.database = database
    self.settings = settings
    self.accounts = accounts
    self.postbox = postbox
    signal = documents.signal
    self.documents = documents
    self.files = files
    self.kind = kind
  }

  package static let importKindNames = [FrameworkImportKind.name]

  package var importKinds: [any ImportKind] { [FrameworkImportKind(database: database)] }

  package func addRoutes(to routes: inout Routes) {
    let (record, week) = ("/ausbildungsnachweise/{record}", "/ausbildungsnachweise/{record}/{year}/{week}")
    routes.get("/ausbildungsnachweise", .recordParty, records)
    routes.post("/ausbildungsnachweise/abzeichnen", .recordParty, signSeveral)
    routes.get("/ausbildungsnachweise/offline.js", .everyone, offlineWorker)
    routes.get("/ausbildungsnachweise/ohne-netz", .everyone, offlinePage)
    routes.get("/ausbildungsnachweise/erinnerungen", .signedIn, remindersPage)
    routes.post("/ausbildungsnachweise/erinnerungen", .signedIn, chooseReminders)
    routes.appoint("/ausbildungsnachweise/fuehrung", .recordParty, changeBasis)
    routes.get(record, recordAccess, yearPage)
    routes.get("\(record)/vorgaben", recordAccess, planPage)
    routes.post("\(record)/vorgaben", recordAccess, savePlan)
    routes.post("\(record)/stundenplan", recordAccess, bodyLimit: Self.largestCalendar, takeTimetable)
    routes.post("\(record)/vorlagen/entfernen", recordAccess, removeTemplate)
    routes.appoint("\(record)/beauftragte", recordAccess, assign)
    routes.appoint("\(record)/beauftragte/entfernen", recordAccess, unassign)
    routes.get("\(record)/mitzeichnende", recordAccess, coSignersPage)
    routes.appoint("\(record)/mitzeichnende", recordAccess, addCoSigner)
    routes.appoint("\(record)/mitzeichnende/{person}/erneut", recordAccess, resendCoSigner)
    routes.appoint("\(record)/mitzeichnende/{person}/beenden", recordAccess, endCoSigner)
    routes.get("\(record)/frueheres", recordAccess, papersPage)
    routes.post("\(record)/frueheres", recordAccess, bodyLimit: Self.largestAttachment, addPaper)
    routes.post("\(record)/frueheres/{paper}/entfernen", recordAccess, removePaper)
    routes.post("\(record)/frueheres/{paper}/bestaetigen", recordAccess, confirmPaper)
    routes.post("\(record)/frueheres/{paper}/zuruecknehmen", recordAccess, reopenPaper)
    routes.get("\(record)/frueheres/{paper}/datei", recordAccess, paperFile)
    routes.get("\(record)/freigabe", recordAccess, releasePage)
    routes.appoint("\(record)/freigabe", recordAccess, release)
    routes.appoint("\(record)/freigabe/beenden", recordAccess, endRelease)
    routes.post("\(record)/freigabe/ablehnen", recordAccess, refuseRequest)
    routes.get("\(record)/auswertung", recordAccess, overviewPage)
    routes.get("\(record)/ausgabe", recordAccess, exportPage)
    routes.post("\(record)/ausgabe", recordAccess, printRecord)
    routes.get("\(record)/ausgabe/daten.json", recordAccess, recordAsJSON)
    routes.get("\(record)/ausgabe/daten.csv", recordAccess, recordAsCSV)
    routes.post("\(record)/einlesen", recordAccess, bodyLimit: Self.largestImport, readIn)
    let office = "/kammer/nachweise/{record}"
    routes.get(office, .officer(.training), officePage)
    routes.post("\(office)/anfragen", .officer(.training), askForRelease)
    routes.post("\(office)/zurueckziehen", .officer(.training), withdrawRequest)
    routes.appoint("\(office)/pruefung", .officer(.training), openForExam)
    routes.get(week, recordAccess, weekPage)
    routes.post("\(week)/uebernehmen", recordAccess, bodyLimit: Self.largestWeek, takeOver)
    routes.post("\(week)/speichern", recordAccess, bodyLimit: Self.largestWeek, saveWeek)
    routes.post("\(week)/anlagen", recordAccess, bodyLimit: Self.largestAttachment, attach)
    routes.post("\(week)/anlagen/entfernen", recordAccess, bodyLimit: Self.largestWeek, detach)
    routes.get("\(week)/anlagen/{file}", recordAccess, attachedFile)
    routes.post("\(week)/einreichen", recordAccess, bodyLimit: Self.largestWeek, submitWeek)
    routes.post("\(week)/zurueckgeben", recordAccess, returnWeek)
    routes.post("\(week)/abzeichnen", recordAccess, signWeek)
    routes.post("\(week)/mitzeichnen", recordAccess, coSignWeek)
    routes.post("\(week)/wieder-oeffnen", recordAccess, reopenWeek)
  }

  /// In bytes; enough for whatever is pasted from a word processor: some hundred pages.
  private static let largestWeek = 950_000

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, Access.keepsRecords(acting) else { return [] }
    let path = RecordPath.start
    return [MenuEntry(visit.t("records.menu"), path: path, rank: 14, waiting: acting.waiting(at: path))]
  }
}

/// How many weeks wait for the person's sign-off.
package struct WaitingWeeks: WaitingCounter {
  private let settings: ChamberSettings
  private let clock: WallClock

  package init(settings: ChamberSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  package func waiting(for acting: Acting, in connection: any Connection) throws -> WaitingItem? {
    let today = clock.day(of: clock.now)
    guard let signer = RecordSigner(acting, graceSince: settings.graceSince(today)), acting.covers(.records),
      let count = try WaitingQueries.count(for: signer, in: connection)
    else { return nil }
    return WaitingItem(path: RecordPath.start, label: "records.menu", count: count)
  }
}

extension Access {
  static func keepsRecords(_ acting: Acting) -> Bool {
    guard let function = acting.function, acting.covers(.records) else { return false }
    switch function.kind {
    case .apprentice, .instructor, .coSigner: return true
    case .companyAdministrator, .companyMember:
      let isAssigned = acting.waiting.contains { $0.path == RecordPath.start }
      return isAssigned || function.rights.contains(CompanyRight.training.rawValue)
    default: return false
    }
  }

  /// People whose chosen function has to do with training records.
  static let recordParty = Access("record party") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    return keepsRecords(acting) ? .allowed : .hidden
  }
}

extension TrainingRecords {
  /// People who have to do with the record in the path on this day; for others it does not exist (404).
  var recordAccess: Access {
    Access("training record") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let record = try await record(visit), record.erasedAt == nil,
        RecordAccess.viewer(acting, record.parties) != nil
      else { return .hidden }
      return .allowed
    }
  }

  func record(_ visit: Visit) async throws -> TrainingRecord? {
    guard let id = visit.key("record") else { return nil }
    return try await visit.memory.once("record") {
      try await record(id, for: visit.acting, on: visit.clock.day(of: visit.now))
    }
  }
}
