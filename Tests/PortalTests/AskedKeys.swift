import Foundation

/// The texts of the sources, without the comments that document them.
enum SourceText {
  static let all: [String] = {
    let folder = Repository.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (files ?? []).filter { $0.pathExtension == "swift" }.compactMap {
      // Examples in comments name keys that nobody asks for.
      try? String(contentsOf: $0, encoding: .utf8).replacingOccurrences(
        of: "/// .*", with: "", options: .regularExpression)
    }
  }()

  /// All that a pattern finds, with its groups; empty where a group found nothing. Foundation's expressions: those of the
  /// language take a minute for this in a debug build.
  static func matches(_ pattern: String, in source: String) -> [[String]] {
    guard let expression = try? NSRegularExpression(pattern: pattern, options: .anchorsMatchLines) else { return [] }
    let text = source as NSString
    return expression.matches(in: source, range: NSRange(location: 0, length: text.length)).map { match in
      (0..<match.numberOfRanges).map { group in
        let range = match.range(at: group)
        return range.location == NSNotFound ? "" : text.substring(with: range)
      }
    }
  }
}

/// The keys of texts that the sources ask for: those that stand there, and those that are put together.
struct AskedKeys: Sendable {
  struct Pattern: Sendable, Hashable {
    let before: String
    let after: String
    /// Whether what is put in is a case of an enumeration.
    let isOverCases: Bool

    func key(_ part: String) -> String { before + part + after }
  }

  static let ofSources = AskedKeys(SourceText.all)

  let patterns: Set<Pattern>
  /// The beginnings of keys that are put together where a text is asked for.
  let beginnings: Set<String>
  private let literals: Set<String>
  private let expressions: [NSRegularExpression]
  /// What is put behind a key that is handed on, such as `.title`.
  private let endings: Set<String>

  private static let insertion = #"\\\(((?:[^()\n]|\([^()\n]*\))*)\)"#

  private init(_ sources: [String]) {
    var (patterns, literals, endings): (Set<Pattern>, Set<String>, Set<String>) = ([], [], [])
    var (shapes, beginnings): (Set<String>, Set<String>) = ([], [])
    for source in sources {
      for match in SourceText.matches(#"(?:\bt|counted)\(\s*"([a-z][\w.-]*)\\\("#, in: source) {
        beginnings.insert(match[1])
      }
      for match in SourceText.matches(#""([a-z]\w*(?:\.[\w-]+)+)""#, in: source) { literals.insert(match[1]) }
      for match in SourceText.matches(#""([a-z][\w.-]*)"# + Self.insertion + #"([\w.-]*)""#, in: source)
      where match[1].contains(".") || match[3].contains(".") {
        patterns.insert(
          Pattern(before: match[1], after: match[3], isOverCases: match[2].hasSuffix("rawValue")))
      }
      for match in SourceText.matches(#"""# + Self.insertion + #"(\.[\w.-]+)""#, in: source) {
        endings.insert(match[2])
      }
      for match in SourceText.matches(#""([a-z][\w-]*\.(?:[\w.-]|"# + Self.insertion + #")*)""#, in: source)
      where match[1].contains("\\(") {
        shapes.insert(
          match[1].replacingOccurrences(of: ".", with: "\\.").replacingOccurrences(
            of: Self.insertion, with: "[A-Za-z0-9_.-]*", options: .regularExpression))
      }
    }
    // The words of the audit log, such as `import.kind.*`.
    for source in sources {
      for match in SourceText.matches(#""([a-z]\w*\.[\w.-]*\*[\w.-]*)""#, in: source) {
        shapes.insert(
          match[1].replacingOccurrences(of: ".", with: "\\.").replacingOccurrences(of: "*", with: "[A-Za-z0-9_-]+"))
      }
    }
    (self.patterns, self.literals, self.endings, self.beginnings) = (patterns, literals, endings, beginnings)
    expressions = shapes.compactMap { try? NSRegularExpression(pattern: "^\($0)$") }
  }

  /// Whether the sources ask for a key of a catalogue, which may end with a kind of chamber or a number.
  func contains(_ key: String) -> Bool {
    let bare = key.replacing(/@(ihk|hwk)$/, with: "")
    return [bare, bare.replacing(/\.(one|other)$/, with: "")].contains { key in
      isAsked(key) || endings.contains { key.hasSuffix($0) && isAsked(String(key.dropLast($0.count))) }
    }
  }

  private func isAsked(_ key: String) -> Bool {
    literals.contains(key)
      || expressions.contains { $0.firstMatch(in: key, range: NSRange(location: 0, length: key.utf16.count)) != nil }
  }

  /// The cases of all enumerations of texts, as they are stored, and the values that areas add to a type of texts.
  static let enumerations: [Set<String>] =
    SourceText.all.flatMap { source in
      SourceText.matches(
        #"^( *)(?:package |private |fileprivate )?enum \w+: [^{\n]*\bString\b[^{\n]*\{\n((?:.*\n)*?)\1\}"#, in: source
      )
      .map { Set(cases($0[2])) }
    } + declaredValues

  private static var declaredValues: [Set<String>] {
    let found = SourceText.all.flatMap {
      SourceText.matches(#"static let \w+ = (\w+)\(rawValue: "([^"]*)"\)"#, in: $0)
    }
    return Dictionary(grouping: found) { $0[1] }.values.map { Set($0.map { $0[2] }) }
  }

  private static func cases(_ body: String) -> [String] {
    SourceText.matches(#"^ +case ([a-z]\w*(?: = "[^"]*")?(?:,\s*[a-z]\w*(?: = "[^"]*")?)*)\s*$"#, in: body).flatMap {
      SourceText.matches(#"(\w+)(?: = "([^"]*)")?"#, in: $0[1]).map { $0[2].isEmpty ? $0[1] : $0[2] }
    }
  }
}
