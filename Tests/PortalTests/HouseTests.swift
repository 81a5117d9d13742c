import Database
import Foundation
import Portal
import TestDatabases
import Testing
import Web

/// The rules of the house that no compiler holds.
struct HouseTests {
  private static let sources = files(in: "Sources", ending: ".swift")

  private static func files(in folder: String, ending: String) -> [URL] {
    let root = Repository.root.appendingPathComponent(folder)
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.lastPathComponent.hasSuffix(ending) }.sorted {
      $0.path < $1.path
    }
  }

  private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  @Test(arguments: [("Sources", 200), ("Tests", 300)])
  func `no file is longer than its limit`(folder: String, limit: Int) throws {
    let endings = [".swift", ".py", ".js"]
    let files = endings.flatMap { Self.files(in: folder, ending: $0) }
    #expect(files.count > 50)
    for file in files {
      let lines = try Self.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= limit, "\(file.lastPathComponent) has \(lines) lines")
    }
  }

  @Test func `a target imports what it declares, declares what it imports, and only what stands above it`() throws {
    let targets = try Self.targets()
    let places = Dictionary(targets.enumerated().map { ($1.name, $0) }, uniquingKeysWith: min)
    let known = Set(targets.map(\.name)).union(targets.flatMap(\.used))
    #expect(targets.count > 30)
    for target in targets where target.type != "system" {
      let folder = target.path ?? (target.type == "test" ? "Tests/" : "Sources/") + target.name
      let imported = Set(try Self.files(in: folder, ending: ".swift").flatMap(Self.imports)).intersection(known)
      #expect(imported.subtracting(target.used).isEmpty, "\(target.name) does not declare all that it imports")
      #expect(target.used.subtracting(imported).isEmpty, "\(target.name) declares what it does not import")
      let below = target.used.filter { places[$0, default: -1] > places[target.name, default: 0] }
      #expect(below.isEmpty, "\(target.name) imports what stands below it")
    }
  }

  private static func imports(_ file: URL) throws -> [String] {
    try text(file).matches(of: /^(?:@\w+ )?import (?:(?:struct|class|enum|func) )?(\w+)/.anchorsMatchLineEndings()).map
    {
      String($0.output.1)
    }
  }

  private struct Package: Decodable {
    struct Target: Decodable {
      struct Dependency: Decodable {
        let byName: [String?]?
        let product: [Name]?
      }
      /// A product is told with its name, its package, and what it is there for.
      enum Name: Decodable {
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
          self = (try? decoder.singleValueContainer().decode(String.self)).map(Name.text) ?? .other
        }
      }
      let name: String
      let type: String
      let path: String?
      let dependencies: [Dependency]

      var used: Set<String> {
        Set(
          dependencies.compactMap { dependency in
            if case .text(let product)? = dependency.product?.first { return product }
            return dependency.byName?.first ?? nil
          })
      }
    }
    let targets: [Target]
  }

  /// The targets of the package, in its order.
  private static func targets() throws -> [Package.Target] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A folder of its own: the run of the tests has the other one locked.
    process.arguments = [
      "swift", "package", "--package-path", Repository.root.path, "--scratch-path",
      FileManager.default.temporaryDirectory.appendingPathComponent("package-description").path, "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Package.self, from: text).targets
  }

  @Test func `rules know neither database nor pages`() throws {
    // What brings a database, pages, letters or mails along; other targets have rules and words of their own.
    let outside: Set = ["Database", "Web", "Typesetting", "Postbox", "Journal", "Settings", "Office", "Registers"]
    let rules = Self.sources.filter { $0.lastPathComponent.hasSuffix("Rules.swift") }
    #expect(rules.count > 15)
    for file in rules {
      let known = try outside.intersection(Self.imports(file))
      let isPage = try Self.text(file).contains("HTML")
      #expect(known.isEmpty && !isPage, "\(file.lastPathComponent): \(known)")
    }
  }

  /// Small neighbours whose statements stand beside what they are for.
  private static let neighbours: Set = [
    "ChamberSettings.swift", "JournalSealer.swift", "Letters.swift", "UnknownAttempts.swift", "UploadedImport.swift",
  ]

  @Test func `SQL stands in files of queries, and in few neighbours`() throws {
    // Also in literals of several lines, where the statement begins a line.
    let statement = #"(?m)(?:^ *|")(?:SELECT |UPDATE \w+ SET|DELETE FROM |INSERT INTO )"#
    let holders = try Self.sources.filter { file in
      try !file.path.contains("/Sources/Database/") && !file.lastPathComponent.hasSuffix("Queries.swift")
        && !SourceText.matches(statement, in: Self.text(file)).isEmpty
    }
    #expect(Set(holders.map(\.lastPathComponent)) == Self.neighbours)
  }

  /// Targets whose promises are tested only where they are used: a number that may only fall.
  @Test func `every target is used by tests, and most have tests of their own`() throws {
    let targets = try Self.targets()
    let parts = targets.filter { $0.type == "regular" && $0.path == nil }.map(\.name)
    let tests = targets.filter { $0.type == "test" }
    #expect(parts.count > 18)
    let unused = Set(parts).subtracting(tests.flatMap(\.used))
    #expect(unused.isEmpty, "no tests use \(unused.sorted())")
    let without = parts.filter { part in !tests.contains { $0.name == part + "Tests" } }
    #expect(without.count == 8, "\(without)")
  }

  @Test func `every text that the code asks for is there, in both languages, and none is left over`() throws {
    var german: [String: String] = [:]
    for folder in PortalApplication.textFolders {
      let de = try Self.catalogue(folder, "de")
      let en = try Self.catalogue(folder, "en")
      #expect(Set(de.keys) == Set(en.keys), "\(folder.path): \(Set(de.keys).symmetricDifference(en.keys))")
      for (key, text) in de {
        #expect(Self.places(text) == Self.places(en[key] ?? ""), "\(key) has other places in English")
      }
      german.merge(de) { first, _ in first }
    }
    let asked = AskedKeys.ofSources
    #expect(german.keys.filter { !asked.contains($0) }.sorted() == [], "nobody asks for these")
    #expect(german.keys.filter { !asked.spellsOut($0) }.sorted() == [], "put together of what stands nowhere by itself")
  }

  private static func catalogue(_ folder: URL, _ language: String) throws -> [String: String] {
    try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: folder.appendingPathComponent("\(language).json")))
  }

  private static func places(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) })
  }

  @Test func `docs/schema.sql is the schema that the migrations make`() async throws {
    let written = try Self.text(Repository.root.appendingPathComponent("docs/schema.sql"))
    let schema = try await withDatabase(.sqlite, migrations: PortalApplication.migrations) { try await $0.schemaText() }
    #expect(written == schema, "run the tests with KAMMERPORTAL_WRITE_SCHEMA=1")
    if ProcessInfo.processInfo.environment["KAMMERPORTAL_WRITE_SCHEMA"] == "1" {
      try schema.write(to: Repository.root.appendingPathComponent("docs/schema.sql"), atomically: true, encoding: .utf8)
    }
  }

  /// What is stored in a word of its own is a term of the field: it has its row, so that everybody calls it the same.
  @Test func `every term of the glossary is declared in the code, and every stored word of an area is a term`() throws {
    let glossary = try Self.text(Repository.root.appendingPathComponent("docs/glossary.md"))
    let rows = SourceText.matches(#"^\| `([A-Za-z.]+)`"#, in: glossary).map {
      $0[1].split(separator: ".").map(String.init)
    }
    #expect(rows.count > 120)
    let code = try Self.sources.map(Self.text).joined()
    let declared = Set(
      SourceText.matches(
        #"\b(?:struct|enum|class|protocol|actor|case|let|var|func|typealias) (\w+)"#, in: code
      ).map { $0[1] })
    let unknown = Set(rows.joined()).subtracting(declared)
    #expect(unknown.isEmpty, "in the glossary but not in the code: \(unknown.sorted())")
    let stored = try Self.sources.filter { file in Self.areas.contains { file.path.contains("/Sources/\($0)/") } }
      .flatMap { SourceText.matches(#"^package (?:enum|struct) (\w+):[^{]*\bColumnValue\b"#, in: try Self.text($0)) }
      .map { $0[1] }
    #expect(stored.count > 20)
    let missing = Set(stored).subtracting(rows.compactMap(\.first))
    #expect(missing.isEmpty, "missing in the glossary: \(missing.sorted())")
  }

  /// The parts of the domain: what keeps tables, but for what serves all of them.
  private static let areas: Set<String> = Set(
    files(in: "Sources", ending: ".sql").map { $0.deletingLastPathComponent() }.filter {
      $0.lastPathComponent == "Migrations"
    }.map { $0.deletingLastPathComponent().lastPathComponent }
  ).subtracting(["Journal", "Settings", "Work", "Postbox"])
}
