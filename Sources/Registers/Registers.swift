import Accounts
import Database
import Foundation
import Postbox
import Settings
import Web
import Work

/// What all persons in registers share: their kinds, accounts by mail and by letter, access.
package struct Registers: DomainArea {
  package let name = "Registers"

  package let database: Database
  let settings: ChamberSettings
  package let accounts: Accounts
  let signal: WorkSignal
  /// In the order in which people see them.
  package let kinds: [any PersonKind]

  package static let resources = PortalResources(of: "Registers", in: .module, settings: RegisterSettings.all)

  package static let officerRights: [OfficerRight] = [.training]

  package init(
    database: Database, settings: ChamberSettings, accounts: Accounts, signal: WorkSignal
  ) {
    self.database = database
    self.settings = settings
    self.accounts = accounts
    self.signal = signal
    kinds = accounts.registers.compactMap { $0 as? any PersonKind }
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
