import Accounts
import Database
import Foundation
import Journal
import Office
import Postbox
import Settings
import Web
import Work

/// The area of what all persons in registers share: their kinds, accounts by mail and by letter, access, and the
/// officers' pages about them.
package struct Registers: DomainArea {
  package let name = "Registers"

  package let database: Database
  let settings: ChamberSettings
  package let accounts: Accounts
  /// What officers' pages share.
  package let office: Office
  let signal: WorkSignal
  /// In the order in which people see them.
  package let kinds: [any PersonKind]
  /// People outside of these kinds to whom areas offer access.
  let offers: [any AccessOffer]

  package static let resources = PortalResources(of: "Registers", in: .module, settings: RegisterSettings.all)

  package static let officerRights: [OfficerRight] = [.training]

  package static let officeEntries = [
    OfficeEntry(
      seldom: .training, "chamber.menu.access", detail: "chamber.overview.more.access", path: RegisterPath.access,
      rank: 2)
  ]

  package static let logVocabulary = LogVocabulary(
    words: ["kind": ["registers.access.order.*.title"]], events: Event.ofRegisters)

  /// - Parameter offers: of other areas, in the order of the page `Zugänge`.
  package init(office: Office, accounts: Accounts, signal: WorkSignal, offers: [any AccessOffer]) {
    database = office.database
    settings = office.settings
    self.accounts = accounts
    self.office = office
    self.signal = signal
    self.offers = offers
    kinds = accounts.personKinds
  }

  package func addRoutes(to routes: inout Routes) {
    addPersonRoutes(to: &routes)
    routes.get(RegisterPath.access, .officer(.training), accessPage)
    routes.get("\(RegisterPath.access)/{order}", .officer(.training), confirmAccessOrder)
    routes.appoint(RegisterPath.access, .officer(.training), orderAccess)
  }

  package func letterKinds(_ context: AreaContext) -> [any LetterKind] {
    [AccessLetter(registers: self, clock: context.clock, texts: context.german, baseURL: context.site.baseURL)]
  }

  package func work(_ context: AreaContext) -> [AreaWork] {
    [AreaWork(.long, AccountOpeningWork(registers: self, site: context.site))]
  }

  package func kind(_ kind: FunctionKind) -> (any PersonKind)? {
    kinds.first { $0.kind == kind }
  }
}

extension Accounts {
  /// The kinds of persons whom the chamber keeps in registers with address and number, in the order in which people see
  /// them.
  package var personKinds: [any PersonKind] { registers.compactMap { $0 as? any PersonKind } }
}

/// The chamber settings about persons in registers.
package enum RegisterSettings {
  /// Validity of a start code sent by letter, in days.
  package static let postalCodeDays = Setting<Int>("training.postalCodeDays", 60, in: 7...365)

  package static let all = [postalCodeDays.declaration]
}

extension OfficerRight {
  /// The officers' right for the registers of apprenticeships, instructors, examiners and exam participants, and for
  /// their accounts.
  package static let training = OfficerRight(rawValue: "training")
}
