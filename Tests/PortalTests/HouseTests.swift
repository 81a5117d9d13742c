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

  @Test func `rules know neither database nor pages, and pages know no SQL`() throws {
    for file in Self.sources where file.lastPathComponent.hasSuffix("Rules.swift") {
      let text = try Self.text(file)
      #expect(!text.contains("import Database") && !text.contains("HTML"), "\(file.lastPathComponent)")
    }
    for file in Self.sources where !file.path.contains("/Database/") {
      let name = file.lastPathComponent
      let text = try Self.text(file)
      let isQuery = ["\"SELECT ", "\"UPDATE ", "\"DELETE FROM ", "\"INSERT "].contains(where: text.contains)
      let isAllowed = [
        "Queries.swift", "Import.swift", "Attempts.swift", "Letters.swift", "Sealer.swift", "Settings.swift",
        "Officers.swift",
      ].contains { name.hasSuffix($0) }
      #expect(!isQuery || isAllowed, "\(name) holds SQL")
    }
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
    // Put together of what stands nowhere by itself; whoever has the sources spell one out lowers the number.
    let unspelled = german.keys.filter { !asked.spellsOut($0) }.sorted()
    #expect(unspelled.count == 19, "\(unspelled)")
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

  @Test func `every term of the glossary is in the code, and every domain type in the glossary`() throws {
    let glossary = try Self.text(Repository.root.appendingPathComponent("docs/glossary.md"))
    let terms = glossary.matches(of: /^\| `([A-Za-z]+)`/.anchorsMatchLineEndings()).map { String($0.output.1) }
    #expect(terms.count > 20)
    let code = try Self.sources.map(Self.text).joined()
    for term in terms { #expect(code.contains(term), "\(term) stands in the glossary but not in the code") }
    for type in [
      "Account", "Company", "Membership", "Invitation", "LetterCode", "StoredPIN", "OfficerRight", "PortalFunction",
    ] {
      #expect(terms.contains(type), "\(type) is missing in the glossary")
    }
  }
}
