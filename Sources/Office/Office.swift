import Accounts
import Database
import Foundation
import Journal
import Settings
import Web

/// What officers' pages (the back office) of all areas share: decisions by two officers, cards of other areas, the
/// audit log as officers read it, the confirmation page.
package struct Office: Sendable {
  package let database: Database
  package let settings: ChamberSettings
  package let fourEyes: FourEyes
  /// The kinds of decisions of all areas.
  package let fourEyesKinds: [FourEyesKind]
  let annexes: [any OfficeAnnex]
  package let vocabulary: LogVocabulary

  package static let resources = PortalResources(of: "Office", in: .module, settings: OfficeSettings.all)

  /// - Parameter vocabulary: log words in addition to those of the areas, such as of persons with pages of their own.
  package init(
    database: Database, settings: ChamberSettings, areas: [any DomainArea.Type], vocabulary: LogVocabulary
  ) {
    self.database = database
    self.settings = settings
    fourEyes = FourEyes(settings: settings)
    fourEyesKinds = areas.flatMap { $0.fourEyesKinds }
    annexes = areas.flatMap { $0.officeAnnexes }
    self.vocabulary = areas.reduce(vocabulary + LogVocabulary(events: Event.ofOffice + [.settingChanged])) {
      $0 + $1.logVocabulary
    }
  }
}

extension Office {
  /// The cards of other areas for a page, about each of its objects in turn, read within the page's own read.
  package func annexes(
    beside objects: OfficeObject..., for visit: Visit, in connection: any Connection
  ) throws -> HTML {
    try objects.reduce(into: HTML(capacity: 0)) { cards, object in
      for annex in annexes { cards.append(try annex.cards(beside: object, for: visit, in: connection)) }
    }
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
