import Foundation
import Sodium

/// The migrations of one area: a folder of files `0001-some-name.sql`, written for PostgreSQL, or pairs
/// `0002-other.sqlite.sql` and `0002-other.postgresql.sql` where the engines must differ. Also the views that the area
/// publishes.
package struct MigrationSet: Sendable, Hashable {
  package let area: String
  package let folder: URL
  /// The folder with the area's published views, if any: one file per view, named after it.
  package let views: URL?

  package init(area: String, folder: URL, views: URL? = nil) {
    self.area = area
    self.folder = folder
    self.views = views
  }

  /// The folders `Migrations` and `Views` of an area's bundle; nil without migrations.
  package init?(of area: String, in bundle: Bundle) {
    func folder(_ name: String) -> URL? {
      let url = bundle.bundleURL.appendingPathComponent(name)
      return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }
    guard let migrations = folder("Migrations") else { return nil }
    self.init(area: area, folder: migrations, views: folder("Views"))
  }

  /// A checksum of all files, to tell whether a migrated test database can be reused.
  package func checksum(for engine: Engine) throws -> String {
    let migrations = try migrations(for: engine).map { "\($0.name) \($0.checksum)" }
    let parts = try migrations + publishedViews().map { "\($0.title) \($0.checksum)" }
    return Sodium.hexadecimal(Sodium.hash(parts.joined(separator: "\n")))
  }

  /// The migrations for an engine, sorted by number.
  func migrations(for engine: Engine) throws -> [Migration] {
    let dialect = Dialect(engine)
    var found: [Int: Migration] = [:]
    for file in try files(in: folder) {
      guard let name = MigrationFileName(file) else {
        throw MigrationError(migration: "\(area)/\(file)", reason: "a file is called 0001-some-name.sql")
      }
      guard name.suffix.isEmpty || name.suffix == dialect.fileSuffix else { continue }
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let migration = Migration(
        area: area, number: name.number, title: name.title, text: text, isForOneEngine: !name.suffix.isEmpty)
      if let other = found.updateValue(migration, forKey: name.number) {
        throw MigrationError(migration: migration.name, reason: "has the same number as \(other.name)")
      }
    }
    return found.values.sorted { $0.number < $1.number }
  }

  /// The views, sorted by name.
  func publishedViews() throws -> [PublishedView] {
    guard let views else { return [] }
    return try files(in: views).map { file in
      let text = try String(contentsOf: views.appendingPathComponent(file), encoding: .utf8)
      return try PublishedView(area: area, file: file, text: text)
    }
  }

  private func files(in folder: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.sorted()
    } catch {
      throw MigrationError(migration: area, reason: "the folder \(folder.path) cannot be read")
    }
  }
}

/// A migration cannot be applied: which one, and why.
package struct MigrationError: Error, CustomStringConvertible {
  /// Area and file, such as `Journal/0001-journal`.
  package let migration: String
  package let reason: String

  package var description: String { "migration \(migration): \(reason)" }
}

/// One step of the schema.
struct Migration: Sendable {
  let area: String
  let number: Int
  let title: String
  let text: String
  /// Whether it is already written for its engine and is not translated.
  let isForOneEngine: Bool

  var name: String { "\(area)/\(title)" }
  var checksum: String { Sodium.hexadecimal(Sodium.hash(text)) }
}

/// Parses `0003-title`, an optional engine suffix, and `.sql`.
struct MigrationFileName {
  let number: Int
  /// Number and title, without suffixes.
  let title: String
  let suffix: String

  init?(_ file: String) {
    guard let match = file.wholeMatch(of: /(([0-9]{4})-[a-z0-9-]+)(\.sqlite|\.postgresql)?\.sql/),
      let number = Int(match.2)
    else { return nil }
    self.number = number
    title = String(match.1)
    suffix = match.3.map(String.init) ?? ""
  }
}
