import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Delegation
import Documents
import Foundation
import Journal
import Registers
import Settings
import Web
import Work

/// The officers' back office (`/kammer`): queues, imports, printing, accounts, settings, the audit log.
package struct Chamber: DomainArea {
  package let name = "Chamber"

  let database: Database
  let settings: ChamberSettings
  let accounts: Accounts
  let registers: Registers
  let companies: Companies
  let apprenticeships: Apprenticeships
  let delegation: Delegation
  let documents: Documents
  /// The areas that have work for officers, in the order of the first page.
  let offices: [any OfficeArea]
  /// Of all areas, in the order in which people see them.
  let officerRights: [OfficerRight]
  let officeEntries: [OfficeEntry]
  let signal: WorkSignal
  /// Where the PDFs of letter runs lie.
  let letterFolder: URL
  let declarations: [SettingDeclaration]
  let uploads: Uploads

  package static let resources = PortalResources(of: "Chamber", in: .module, settings: OfficerSettings.all)

  package init(
    database: Database, settings: ChamberSettings, registers: Registers, companies: Companies,
    apprenticeships: Apprenticeships, delegation: Delegation, documents: Documents, signal: WorkSignal,
    areas: [any DomainArea], letterFolder: URL, declarations: [SettingDeclaration], uploads: Uploads
  ) {
    self.database = database
    self.settings = settings
    accounts = registers.accounts
    self.registers = registers
    self.companies = companies
    self.apprenticeships = apprenticeships
    self.delegation = delegation
    self.documents = documents
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
    routes.get("/kammer/betriebe", .officer(.companies), companyList)
    routes.get("/kammer/betriebe/{company}", .officer(.companies), companyDetail)
    routes.post("/kammer/betriebe/{company}/pins-sperren", .officer(.companies), revokePINs)
    routes.appoint("/kammer/betriebe/{company}/filialen/{branch}/freischalten", .officer(.companies), grantBranch)
    routes.appoint("/kammer/betriebe/{company}/filialen/{branch}/beenden", .officer(.companies), endBranch)
    routes.get("/kammer/vertretungen", .officer(.companies), proposalList)
    routes.appoint("/kammer/vertretungen/{deputyship}/genehmigen", .officer(.companies), approveProposal)
    routes.get("/kammer/vertretungen/{deputyship}/ablehnen", .officer(.companies), refusalForm)
    routes.post("/kammer/vertretungen/{deputyship}/ablehnen", .officer(.companies), refuseProposal)
    routes.get("/kammer/verzeichnis", .officer(.training), registerList)
    routes.get("/kammer/verzeichnis/{apprenticeship}", .officer(.training), registerEntry)
    routes.appoint("/kammer/verzeichnis/{apprenticeship}/account", .officer(.training), openRegisterAccount)
    routes.appoint("/kammer/verzeichnis/{apprenticeship}/account/erneut", .officer(.training), resendRegisterAccount)
    routes.appoint("/kammer/verzeichnis/{apprenticeship}/brief", .officer(.training), requestRegisterLetter)
    routes.post("/kammer/verzeichnis/{apprenticeship}/code-sperren", .officer(.training), revokeRegisterCode)
    routes.get("/kammer/verzeichnis/{apprenticeship}/zugang-beenden", .officer(.training), confirmRegisterAccessEnd)
    routes.appoint("/kammer/verzeichnis/{apprenticeship}/zugang-beenden", .officer(.training), endRegisterAccess)
    addPersonRoutes(to: &routes)
    addStaffRoutes(to: &routes)
    addExamPersonRoutes(to: &routes)
    routes.get("/kammer/antraege", .officer(.companies), credentialRequests)
    routes.get("/kammer/antraege/{request}", .officer(.companies), credentialRequest)
    routes.post("/kammer/antraege/{request}/uebernehmen", .officer(.companies), takeRequest)
    routes.appoint("/kammer/antraege/{request}/genehmigen", .officer(.companies), approveRequest)
    routes.post("/kammer/antraege/{request}/ablehnen", .officer(.companies), refuseRequest)
    routes.post("/kammer/vorschlaege/{kind}/{subject}/zuruecknehmen", .officer, takeProposalBack)
    routes.post("/kammer/vorschlaege/{kind}/{subject}/nicht-zustimmen", .officer, declineProposal)
    routes.get("/kammer/zugaenge", .officer(.training), accessPage)
    routes.get("/kammer/zugaenge/{order}", .officer(.training), confirmAccessOrder)
    routes.appoint("/kammer/zugaenge", .officer(.training), orderAccess)
    addDocumentRoutes(to: &routes)
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

  private func addDocumentRoutes(to routes: inout Routes) {
    let (one, batch) = ("/kammer/dokumente/{document}", "/kammer/dokumente/stapel/{batch}")
    let (upload, part) = ("/kammer/dokumente/stapel/lesen/{upload}", "\(batch)/teile/{part}")
    let draft = "/kammer/dokumente/entwurf/{draft}"
    routes.get("/kammer/dokumente", .officer(.documents), documentOffice)
    routes.get("/kammer/dokumente/stand", .officer(.documents), confirmationProgress)
    routes.get("/kammer/dokumente/bestaetigungen", .officer(.documents), confirmConfirmations)
    routes.post("/kammer/dokumente/bestaetigungen", .officer(.documents), orderConfirmations)
    routes.post("/kammer/dokumente/drucken", .officer(.documents), printUnopened)
    routes.get("/kammer/dokumente/neu", .officer(.documents), uploadPage)
    routes.post("/kammer/dokumente/neu", .officer(.documents), bodyLimit: Self.uploadLimit, uploadDocument)
    routes.get("/kammer/dokumente/stapel", .officer(.documents), batchForm)
    routes.post("/kammer/dokumente/stapel", .officer(.documents), bodyLimit: Self.uploadLimit, uploadBatch)
    routes.get(upload, .officer(.documents), batchUploadPage)
    routes.get("\(upload)/stand", .officer(.documents), batchUploadProgress)
    routes.post("\(upload)/wiederholen", .officer(.documents), retryBatchUpload)
    routes.post("\(upload)/verwerfen", .officer(.documents), removeBatchUpload)
    routes.get(batch, .officer(.documents), batchPage)
    routes.get("\(batch)/stand", .officer(.documents), batchProgress)
    routes.post("\(batch)/ausstellen", .officer(.documents), issueBatch)
    routes.post("\(batch)/wiederholen", .officer(.documents), retryBatch)
    routes.get("\(batch)/verwerfen", .officer(.documents), confirmDiscarding)
    routes.post("\(batch)/verwerfen", .officer(.documents), discardBatch)
    routes.get(part, .officer(.documents), partContent)
    routes.get("\(part)/zuordnen", .officer(.documents), assignPage)
    routes.post("\(part)/zuordnen", .officer(.documents), assignPart)
    routes.post("\(part)/weglassen", .officer(.documents), dropPart)
    routes.get(draft, .officer(.documents), draftPage)
    routes.get("\(draft)/inhalt", .officer(.documents), draftContent)
    routes.post("\(draft)/ausstellen", .officer(.documents), issueDraft)
    routes.post("\(draft)/verwerfen", .officer(.documents), discardDraft)
    routes.get(one, .officer(.documents), documentDetail)
    routes.get("\(one)/inhalt", .officer(.documents), officerContent)
    routes.get("\(one)/zurueckziehen", .officer(.documents), revocationForm)
    routes.post("\(one)/zurueckziehen", .officer(.documents), revokeDocument)
    routes.post("\(one)/neu-ausstellen", .officer(.documents), reissueConfirmation)
    routes.get("\(one)/falsche-person", .officer(.documents), wrongRecipientPage)
    routes.post("\(one)/falsche-person", .officer(.documents), closeDocument)
    routes.post("\(one)/falsche-person/bestaetigen", .officer(.documents), confirmClosure)
    routes.post("\(one)/falsche-person/freigeben", .officer(.documents), reopenDocument)
  }

  /// Above the largest that a chamber can allow; the setting decides.
  private static let uploadLimit = 110 << 20

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, acting.hasFunction(.officer) else { return [] }
    let t = visit.t
    var entries = [MenuEntry(t("chamber.menu.overview"), path: "/kammer", rank: 40)]
    for entry in officeEntries where entry.detail == nil && acting.mayWork(on: entry.right) {
      entries.append(MenuEntry(t(entry.title), path: entry.path, rank: 40 + entry.rank))
    }
    return entries
  }

  /// Notes what an officer did in the audit log.
  func record(
    _ event: String, _ subject: JournalEntry.Subject, _ visit: Visit, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(visit.entry(event, subject, details), at: visit.now, in: connection)
  }
}
