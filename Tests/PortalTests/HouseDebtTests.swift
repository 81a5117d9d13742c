import Foundation
import Testing

/// What the house is still in debt with: counted, so that it only falls. Whoever pays some of it back lowers the number here.
struct HouseDebtTests {
  private struct Source {
    let area: String
    let name: String
    let text: String
  }

  private static let sources: [Source] = files(in: "Sources", ending: ".swift")

  private static func files(in folder: String, ending: String) -> [Source] {
    let root = Repository.root.appendingPathComponent(folder)
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(ending) }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let area = file.path.dropFirst(root.path.count + 1).prefix { $0 != "/" }
      return Source(area: String(area), name: file.lastPathComponent, text: text)
    }
  }

  /// The area of each table, by its migrations.
  private static let owners: [String: String] = files(in: "Sources", ending: ".sql").reduce(into: [:]) { owners, file in
    for match in SourceText.matches(#"CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?"#, in: file.text)
    where owners[match[1]] == nil { owners[match[1]] = file.area }
  }

  private static func foreign(_ pattern: String) -> [String] {
    sources.flatMap { source in
      SourceText.matches(pattern, in: source.text).map { $0[1] }.filter { table in
        owners[table].map { $0 != source.area } ?? false
      }.map { "\(source.area)/\(source.name): \($0)" }
    }
  }

  @Test func `no area writes to a table of another`() {
    #expect(Self.owners.count > 70)
    #expect(Self.foreign(#"\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"#) == [])
  }

  @Test func `SQL of an area reads its own tables, and of others what they publish`() {
    #expect(Self.foreign(#"\b(?:FROM|JOIN)\s+"?([a-z_]+)"#) == [])
    #expect(Self.foreign(#"\bFROM\s+[a-z_]+(?:\s+[a-z]+)?,\s*"?([a-z_]+)"#) == [])
  }

  /// The published views: their files are called after them.
  private static let views = files(in: "Sources", ending: ".sql").filter { $0.text.contains("CREATE VIEW") }

  @Test func `a published view names columns of its own area's tables, and what they are`() {
    #expect(Self.views.count > 10)
    for view in Self.views {
      #expect(!view.text.contains("*") && view.text.contains("\n-- "), "\(view.name)")
      let read = SourceText.matches(#"\b(?:FROM|JOIN)\s+([a-z_]+)"#, in: view.text).map { $0[1] }
      #expect(!read.isEmpty && read.allSatisfy { Self.owners[$0] == view.area }, "\(view.name): \(read)")
    }
  }

  @Test func `each published view is read by another area`() {
    for view in Self.views {
      let name = view.name.dropLast(".sql".count)
      let readers = Self.sources.filter { source in
        source.area != view.area
          && !SourceText.matches(#"\b(?:FROM|JOIN)\s+\#(name)\b"#, in: source.text).isEmpty
      }
      #expect(!readers.isEmpty, "nobody reads \(name)")
    }
  }

  @Test func `fewer and fewer writes need the visit of a browser`() {
    let writes = Self.sources.flatMap { source in
      source.text.components(separatedBy: "database.write {").dropFirst().map(Self.untilClosed)
    }
    #expect(writes.count > 100)
    // Foundation's expressions: to those of the language `visit.now` is one word.
    #expect(writes.count { !SourceText.matches(#"\bvisit\b"#, in: String($0)).isEmpty } == 0)
  }

  /// A change of state knows who acts and why, never a page: handlers, commands, jobs and the interface ask for the same.
  @Test func `no operation knows a visit, a form, a page or a sentence`() {
    let operations = Self.sources.filter { $0.name.hasSuffix("Operations.swift") }
    #expect(operations.count >= 5)
    for source in operations {
      let found = SourceText.matches(
        #"\b(?:[Vv]isit|Reply|FormInput|FieldErrors|HTML|Texts|texts)\b|\bt\(""#, in: source.text)
      #expect(found.isEmpty, "\(source.area)/\(source.name): \(found.map { $0[0] })")
    }
  }

  /// The beginning of a text up to the brace that closes what was open.
  private static func untilClosed(_ text: String) -> Substring {
    var depth = 1
    return text.prefix { sign in
      if sign == "{" { depth += 1 } else if sign == "}" { depth -= 1 }
      return depth > 0
    }
  }

  @Test func `no function is longer than sixty lines, in sources and in tests`() {
    let head =
      #"^ *(?:@\w+(?:\([^)]*\))? )*(?:(?:package|private|fileprivate|static|mutating|nonisolated|final) )*(?:func |init[(<?]).*$"#
    for source in Self.sources + Self.files(in: "Tests", ending: ".swift") {
      let heads = Set(SourceText.matches(head, in: source.text).map { $0[0] })
      let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (start, line) in lines.enumerated() where heads.contains(String(line)) {
        let close = "\(line.prefix { $0 == " " })}"
        guard let opening = lines[start...].prefix(15).firstIndex(where: { $0.hasSuffix("{") || $0.hasSuffix("}") }),
          lines[opening].hasSuffix("{"), let end = lines[opening...].dropFirst().firstIndex(where: { $0 == close })
        else { continue }
        #expect(end - start < 60, "\(source.area)/\(source.name): \(line.trimmingCharacters(in: .whitespaces))")
      }
    }
  }

  /// Routes are written out: they are where an address is made.
  @Test func `an address that its area declares is asked for by its name`() {
    let declared = Dictionary(
      grouping: Self.sources.filter { $0.name.hasSuffix("Path.swift") }.flatMap { source in
        SourceText.matches(#"static let \w+ = "(/[^"\\]+)""#, in: source.text).map { (path: $0[1], area: source.area) }
      }, by: \.path)
    #expect(declared.count > 20)
    for source in Self.sources where !source.name.hasSuffix("Path.swift") {
      for match in SourceText.matches(
        #"^(?!.*(?:routes\.|///)).*(?:"|URL\))(/[a-z/-]+)(?:"|[?#]|/\\\()"#, in: source.text)
      {
        let areas = (declared[match[1]] ?? []).map(\.area)
        let knows = areas.contains { $0 == source.area || source.text.contains("import \($0)\n") }
        #expect(!knows, "\(source.area)/\(source.name): \(match[1])")
      }
    }
  }

  @Test func `events, notices and addresses stand in the files that are called so`() {
    let homes = [
      (#"\b(?:Event|SubjectKind)\("[\w\\]"#, "Events.swift"), (#"\bNotice\("\w"#, "Notices.swift"),
      (#"\benum \w+Path\b"#, "Path.swift"),
    ]
    for (declaration, ending) in homes {
      let declaring = Self.sources.filter { !SourceText.matches(declaration, in: $0.text).isEmpty }
      #expect(declaring.count > 8, "\(ending)")
      for source in declaring { #expect(source.name.hasSuffix(ending), "\(source.area)/\(source.name)") }
      // One of each for an area, so that a newcomer finds all of them in one place.
      let byArea = Dictionary(grouping: declaring, by: \.area)
      for (area, files) in byArea { #expect(files.count == 1, "\(area): \(files.map(\.name))") }
    }
  }
}
