import Accounts
import Database
import Foundation
import Settings
import Work

/// What all persons share whom the chamber keeps in registers: their kinds, accounts by mail and by letter, access.
package struct Registers: Sendable {
  package let database: Database
  let settings: ChamberSettings
  package let accounts: Accounts
  let signal: WorkSignal
  /// In the order in which people see them.
  package let kinds: [any PersonKind]

  package static var texts: URL { Bundle.module.bundleURL.appendingPathComponent("Texts") }

  package init(
    database: Database, settings: ChamberSettings, accounts: Accounts, signal: WorkSignal, kinds: [any PersonKind]
  ) {
    self.database = database
    self.settings = settings
    self.accounts = accounts
    self.signal = signal
    self.kinds = kinds
  }

  package func kind(_ kind: FunctionKind) -> (any PersonKind)? {
    kinds.first { $0.kind == kind }
  }
}

/// The chamber settings of persons in registers.
package enum RegisterSettings {
  /// How long the start code of a letter is valid.
  package static let postalCodeDays = Setting<Int>("training.postalCodeDays", 60, in: 7...365)

  package static let all = [postalCodeDays.declaration]
}
