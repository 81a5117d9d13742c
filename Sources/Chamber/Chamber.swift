import Accounts
import Database
import Foundation
import Journal
import Office
import Settings
import Web
import Work

/// The area of the officers' back office (`/kammer`) as far as it belongs to no other area: waiting work, decisions by
/// two officers, accounts, staff, imports, printing, settings, the audit log.
package struct Chamber: DomainArea {
  package let name = "Chamber"

  let database: Database
  let settings: ChamberSettings
  let accounts: Accounts
  let office: Office
  /// The areas with work for officers, in the order of the first page.
  let offices: [any OfficeArea]
  /// The rights of all areas, in the order in which people see them.
  let officerRights: [OfficerRight]
  let officeEntries: [OfficeEntry]
  let signal: WorkSignal
  /// The folder with the PDFs of letter runs.
  let letterFolder: URL
  let declarations: [SettingDeclaration]
  let uploads: Uploads

  package static let resources = PortalResources(of: "Chamber", in: .module)

  package init(
    office: Office, accounts: Accounts, signal: WorkSignal, areas: [any DomainArea], letterFolder: URL,
    declarations: [SettingDeclaration], uploads: Uploads
  ) {
    database = office.database
    settings = office.settings
    self.office = office
    self.accounts = accounts
    offices = areas
    let types = areas.map { type(of: $0) as any DomainArea.Type } + [Self.self]
    officerRights = types.flatMap { $0.officerRights }
    officeEntries = types.flatMap { $0.officeEntries }.sorted { $0.rank < $1.rank }
    self.signal = signal
    self.letterFolder = letterFolder
    self.declarations = declarations
    self.uploads = uploads
  }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/kammer", .officer, overview)
    addStaffRoutes(to: &routes)
    routes.post("/kammer/vorschlaege/{kind}/{subject}/zuruecknehmen", .officer, takeProposalBack)
    routes.post("/kammer/vorschlaege/{kind}/{subject}/nicht-zustimmen", .officer, declineProposal)
    addImportRoutes(to: &routes)
    routes.get("/kammer/briefe", .officer(.letters), letterPage)
    routes.post("/kammer/briefe/drucken", .officer(.letters), startRun)
    routes.get("/kammer/briefe/{run}", .officer(.letters), runPage)
    routes.get("/kammer/briefe/{run}/stand", .officer(.letters), runProgress)
    routes.get("/kammer/briefe/{run}/pdf", .officer(.letters), runFile)
    routes.post("/kammer/briefe/{run}/wiederholen", .officer(.letters), retryRun)
    routes.post("/kammer/briefe/{run}/versandt", .officer(.letters), markPosted)
    routes.get("/kammer/konten", .officer(.accounts), accountList)
    routes.get("/kammer/konten/{account}", .officer(.accounts), accountDetail)
    routes.post("/kammer/konten/{account}/entsperren", .officer(.accounts), unlockAccount)
    routes.post("/kammer/konten/{account}/startcode", .officer(.accounts), startReset)
    routes.get("/kammer/konten/{account}/sperren", .officer(.accounts)) { try await confirm($0, .block) }
    routes.get("/kammer/konten/{account}/loeschen", .officer(.accounts)) { try await confirm($0, .deletion) }
    routes.post("/kammer/konten/{account}/sperren", .officer(.accounts), blockAccount)
    routes.post("/kammer/konten/{account}/freigeben", .officer(.accounts), unblockAccount)
    routes.post("/kammer/konten/{account}/loeschen", .officer(.accounts), deleteAccount)
    routes.get("/kammer/einstellungen", .officer(.administration), settingsPage)
    routes.post("/kammer/einstellungen", .officer(.administration), changeSetting)
    routes.get("/kammer/protokoll", .officer(.administration), journalPage)
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, acting.hasFunction(.officer) else { return [] }
    let t = visit.t
    var entries = [MenuEntry(t("chamber.menu.overview"), path: OfficePath.start, rank: 40)]
    for entry in officeEntries where entry.detail == nil && acting.mayWork(on: entry.right) {
      entries.append(MenuEntry(t(entry.title), path: entry.path, rank: 40 + entry.rank))
    }
    return entries
  }

  /// Adds an officer's action to the audit log.
  func record(
    _ event: Event, _ subject: JournalEntry.Subject, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject, details), at: cause.now, in: connection)
  }
}
