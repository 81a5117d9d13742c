import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Foundation
import Journal
import Office
import Postbox
import Registers
import Settings
import Typesetting
import Web
import Work

/// The area of documents: what the chamber issues, its seal, the receipts of opening, and the public check.
package struct Documents: DomainArea {
  package let name = "Documents"

  package let database: Database
  package let settings: ChamberSettings
  let accounts: Accounts
  let office: Office
  let postbox: Postbox
  package let typesetter: Typesetter
  package let store: DocumentStore
  package let sealingKeys: SealingKeys
  package let signal: WorkSignal
  package let baseURL: String
  /// Limits how many files of strangers are checked at once; further ones are refused.
  let checkLimit = ConcurrencyLimit(4)
  let sealing = DraftSealing()
  /// Companies, and the kinds of persons that their areas declare as recipients.
  package let directories: [any AddresseeDirectory]
  /// What other areas sealed.
  let sealedFiles: [any SealedFileRegister]
  package let deliverySeals: DeliverySeals

  package static let resources = PortalResources(of: "Documents", in: .module, settings: DocumentSettings.all)

  package static let officerRights: [OfficerRight] = [.documents]

  package static let officeEntries = [
    OfficeEntry(.documents, "chamber.menu.documents", path: DocumentPath.officeStart, rank: 6)
  ]

  static func layout(_ file: String) -> Layout {
    Layout(folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: file)
  }

  package init(
    database: Database, settings: ChamberSettings, office: Office, registers: Registers, postbox: Postbox,
    typesetter: Typesetter,
    store: DocumentStore, sealingKeys: SealingKeys, signal: WorkSignal, baseURL: String,
    sealedFiles: [any SealedFileRegister], deliverySeals: DeliverySeals
  ) {
    self.database = database
    self.settings = settings
    self.office = office
    accounts = registers.accounts
    self.postbox = postbox
    self.typesetter = typesetter
    self.store = store
    self.sealingKeys = sealingKeys
    self.signal = signal
    self.baseURL = baseURL
    self.deliverySeals = deliverySeals
    self.sealedFiles = [CheckQueries()] + sealedFiles
    directories = [CompanyAddressees()] + registers.kinds.filter(\.getsDocuments).map { PersonAddressees(person: $0) }
  }

  package var storedKeys: [StoredKeys] { [.column("title_key", of: "documents", from: "title")] }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/dokumente", .documentReader, documentList)
    routes.get("/dokumente/{delivery}", deliveryAccess, documentPage)
    routes.get("/dokumente/{delivery}/inhalt", deliveryAccess, documentContent)
    routes.get("/pruefen", .everyone, checkPage)
    routes.post("/pruefen", .everyone, bodyLimit: Self.largestCheck, check)
    addOfficeRoutes(to: &routes)
  }

  /// Size limit of files uploaded to the public check, in bytes; larger documents are checked by their code.
  private static let largestCheck = 40 << 20

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, Access.readsDocuments(acting) else { return [] }
    return [
      MenuEntry(
        visit.t("documents.menu"), path: DocumentPath.start, rank: 16, waiting: acting.waiting(at: UnreadDocuments.path)
      )
    ]
  }

  /// In the order in which officers choose among them.
  package var recipientKinds: [RecipientKind] { directories.map(\.kind) }

  package func directory(_ kind: RecipientKind) -> (any AddresseeDirectory)? {
    directories.first { $0.kind == kind }
  }

  /// The start page section: a hint if there are unopened documents.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let acting = visit.acting else { return HTML(capacity: 0) }
    let waiting = acting.waiting(at: UnreadDocuments.path)
    let others = try unreadElsewhere(acting, in: connection)
    let t = visit.t
    return HTML { html in
      for function in others {
        html.alert(.info, title: t("documents.welcome.elsewhere", ["function": function.title])) {
          $0.p(t("documents.welcome.elsewhereText"))
        }
      }
      guard waiting > 0 else { return }
      let title =
        waiting < DocumentQueries.mostUnread
        ? t.counted("documents.welcome.title", waiting)
        : t("documents.welcome.many", ["count": t.number(DocumentQueries.mostUnread)])
      html.alert(.info, title: title) { alert in
        alert.p(t("documents.welcome.text"))
        alert.buttonRow { $0.buttonLink(t("documents.welcome.link"), href: "\(DocumentPath.start)?neu=1", .primary) }
      }
    }
  }
}

extension Documents {
  /// The other functions of the person that have unread documents.
  private func unreadElsewhere(_ acting: Acting, in connection: any Connection) throws -> [PortalFunction] {
    let others = acting.functions.filter { $0.key != acting.function?.key && $0.addressee != nil }.prefix(50)
    guard !others.isEmpty, acting.covers(.documents) else { return [] }
    let unread = try DocumentQueries.unread(of: others.compactMap(\.addressee), in: connection)
    return others.filter { function in
      function.addressee.map {
        !function.documentKinds.isEmpty && unread[$0]?.isDisjoint(with: function.documentKinds) == false
      } ?? false
    }
  }
}

/// How many documents wait for the chosen function.
package struct UnreadDocuments: WaitingCounter {
  static let path = DocumentPath.start

  package init() {}

  package func waiting(for acting: Acting, in connection: any Connection) throws -> WaitingItem? {
    guard Access.readsDocuments(acting), let function = acting.function, let addressee = function.addressee else {
      return nil
    }
    let count = try DocumentQueries.unread(of: addressee, kinds: function.documentKinds, in: connection)
    return WaitingItem(path: Self.path, label: "documents.menu", count: count)
  }
}

extension Access {
  /// Whether the chosen function has documents that the person may open.
  static func readsDocuments(_ acting: Acting) -> Bool {
    guard let function = acting.function, function.addressee != nil, acting.covers(.documents) else { return false }
    return !function.documentKinds.isEmpty
  }

  /// People whose chosen function has documents.
  static let documentReader = Access("document reader") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    return readsDocuments(acting) ? .allowed : .hidden
  }
}

extension Documents {
  /// People who may open the document in the path, with any of their functions; for others it does not exist (404).
  var deliveryAccess: Access {
    Access("document") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let id = visit.key("delivery"), let delivery = try await delivery(id, visit) else { return .hidden }
      return acting.mayOpen(delivery) ? .allowed : .hidden
    }
  }
}

extension OfficerRight {
  /// The officers' right for documents: issuing, receipts, revoking.
  package static let documents = OfficerRight(rawValue: "documents")
}
