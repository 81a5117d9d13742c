import Database
import Foundation

/// What a part of the portal brings along that is there before any of it runs (resources): its schema, its texts, the
/// settings that chambers choose.
package struct PortalResources: Sendable {
  package let migrations: MigrationSet?
  /// The folder with a JSON file for each language.
  package let texts: URL?
  package let settings: [SettingDeclaration]

  package init(migrations: MigrationSet? = nil, texts: URL? = nil, settings: [SettingDeclaration] = []) {
    self.migrations = migrations
    self.texts = texts
    self.settings = settings
  }

  /// Those of an area that lie in the folders `Migrations`, `Views` and `Texts` of its bundle.
  package init(of area: String, in bundle: Bundle, settings: [SettingDeclaration] = []) {
    let texts = bundle.bundleURL.appendingPathComponent("Texts")
    self.init(
      migrations: MigrationSet(of: area, in: bundle),
      texts: FileManager.default.fileExists(atPath: texts.path) ? texts : nil, settings: settings)
  }
}
