import Accounts
import Database
import Foundation
import Settings

/// What the officers' pages (back office) of all areas share: decisions by two officers, the audit log as officers read
/// it, the page that asks before something is done.
package struct Office: Sendable {
  package let database: Database
  package let settings: ChamberSettings
  package let fourEyes: FourEyes
  /// Of all areas.
  package let fourEyesKinds: [FourEyesKind]
  package let vocabulary: LogVocabulary

  package static let resources = PortalResources(of: "Office", in: .module, settings: OfficeSettings.all)

  /// - Parameter vocabulary: beside that of the areas, such as of persons with pages of their own.
  package init(
    database: Database, settings: ChamberSettings, areas: [any DomainArea.Type], vocabulary: LogVocabulary
  ) {
    self.database = database
    self.settings = settings
    fourEyes = FourEyes(settings: settings)
    fourEyesKinds = areas.flatMap { $0.fourEyesKinds }
    self.vocabulary = areas.reduce(vocabulary) { $0 + $1.logVocabulary }
  }
}

/// The chamber settings of the back office.
package enum OfficeSettings {
  /// Whether a refusal or a deletion needs a second officer.
  package static let fourEyes = Setting<Bool>("chamber.fourEyes", true)

  /// The stored value of a switch that is off.
  package static let off = false.settingText

  package static let all = [fourEyes.declaration]
}
