import Database
import Foundation

/// The static resources of an area: migrations, views, texts, and its chamber settings.
package struct PortalResources: Sendable {
  package let migrations: MigrationSet?
  /// The folder with one JSON file per language.
  package let texts: URL?
  package let settings: [SettingDeclaration]

  package init(migrations: MigrationSet? = nil, texts: URL? = nil, settings: [SettingDeclaration] = []) {
    self.migrations = migrations
    self.texts = texts
    self.settings = settings
  }

  /// The resources in the folders `Migrations`, `Views` and `Texts` of an area's bundle.
  package init(of area: String, in bundle: Bundle, settings: [SettingDeclaration] = []) {
    let texts = bundle.bundleURL.appendingPathComponent("Texts")
    self.init(
      migrations: MigrationSet(of: area, in: bundle),
      texts: FileManager.default.fileExists(atPath: texts.path) ? texts : nil, settings: settings)
  }
}
