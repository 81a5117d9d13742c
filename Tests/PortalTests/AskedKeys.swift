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
  private let shapes: [NSRegularExpression]
  private let words: KeyWords
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
            of: Self.insertion, with: "([A-Za-z0-9_.-]*)", options: .regularExpression))
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
    self.shapes = shapes.compactMap { try? NSRegularExpression(pattern: "^\($0)$") }
    words = KeyWords(sources, insertion: Self.insertion)
  }

  /// Whether the sources may ask for a key of a catalogue, which may end with a kind of chamber or a number: whatever is
  /// put in where a key is put together.
  func contains(_ key: String) -> Bool { isAsked(key) { _ in true } }

  /// Whether the sources spell a key out: it stands there, or is put together of what stands there.
  func spellsOut(_ key: String) -> Bool { isAsked(key, with: words.contains) }

  private func isAsked(_ key: String, with isWord: (String) -> Bool) -> Bool {
    let bare = key.replacing(/@(ihk|hwk)$/, with: "")
    let keys = [bare, bare.replacing(/\.(one|other)$/, with: "")].flatMap { key in
      [key] + endings.filter { key.hasSuffix($0) }.map { String(key.dropLast($0.count)) }
    }
    return keys.contains { key in
      literals.contains(key) || shapes.contains { $0.parts(of: key)?.allSatisfy(isWord) ?? false }
    }
  }

  /// The cases of all enumerations of texts, as they are stored, and the values that areas add to a type of texts.
  static let enumerations: [Set<String>] = SourceText.all.flatMap(enumerations) + declaredValues

  /// The cases of the enumerations of texts in one source.
  static func enumerations(in source: String) -> [Set<String>] {
    SourceText.matches(
      #"^( *)(?:package |private |fileprivate )?enum \w+: [^{\n]*\bString\b[^{\n]*\{\n((?:.*\n)*?)\1\}"#, in: source
    )
    .map { Set(cases($0[2])) }
  }

  private static var declaredValues: [Set<String>] {
    let found = SourceText.all.flatMap {
      SourceText.matches(#"static let \w+ = (\w+)\(rawValue: "([^"]*)"\)"#, in: $0)
    }
    return Dictionary(grouping: found) { $0[1] }.values.map { Set($0.map { $0[2] }) }
  }

  fileprivate static func cases(_ body: String) -> [String] {
    SourceText.matches(#"^ +case ([a-z]\w*(?: = "[^"]*")?(?:,\s*[a-z]\w*(?: = "[^"]*")?)*)\s*$"#, in: body).flatMap {
      SourceText.matches(#"(\w+)(?: = "([^"]*)")?"#, in: $0[1]).map { $0[2].isEmpty ? $0[1] : $0[2] }
    }
  }
}

/// What stands in the sources by itself and can be put into a key: literals, cases, and what is put together of them.
private struct KeyWords: Sendable {
  private let words: Set<String>
  private let compositions: [NSRegularExpression]

  init(_ sources: [String], insertion: String) {
    var (words, compositions): (Set<String>, Set<String>) = ([], [])
    for source in sources {
      words.formUnion(SourceText.matches(#""([\w.-]*)""#, in: source).map { $0[1] })
      // Also of enumerations whose cases carry values.
      words.formUnion(SourceText.matches(#"^ +case ([a-z]\w*)"#, in: source).map { $0[1] })
      words.formUnion(AskedKeys.cases(source))
      // The areas of settings and the topics of events, which begin their names.
      words.formUnion(SourceText.matches(#"\b(?:Setting<\w+>|Event)\(\s*"([a-z_]+)\."#, in: source).map { $0[1] })
      for match in SourceText.matches(#""((?:[\w.-]|"# + insertion + #")*)""#, in: source)
      where match[1].contains("\\(") && !SourceText.matches("[a-z]{3}", in: Self.fixed(match[1], insertion)).isEmpty {
        compositions.insert(
          match[1].replacingOccurrences(of: ".", with: "\\.").replacingOccurrences(
            of: insertion, with: "([A-Za-z0-9_.-]*)", options: .regularExpression))
      }
    }
    // Months are put in by their numbers.
    self.words = words.union((1...12).map(String.init))
    self.compositions = compositions.compactMap { try? NSRegularExpression(pattern: "^\($0)$") }
  }

  func contains(_ word: String) -> Bool {
    words.contains(word) || compositions.contains { $0.parts(of: word)?.allSatisfy(words.contains) ?? false }
  }

  /// A literal without what is put into it.
  private static func fixed(_ literal: String, _ insertion: String) -> String {
    literal.replacingOccurrences(of: insertion, with: "", options: .regularExpression)
  }
}

extension NSRegularExpression {
  /// What the groups find in a text; nil where the expression does not fit.
  fileprivate func parts(of text: String) -> [String]? {
    firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)).map { match in
      (1..<match.numberOfRanges).map { (text as NSString).substring(with: match.range(at: $0)) }
    }
  }
}
