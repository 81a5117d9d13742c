import Database
import Foundation
import Portal
import TestPortal
import Testing
import Web

/// Nobody reads a raw key: what the code asks for by a key, and what it makes keys of, has its words in both languages.
struct TextKeyTests {
  @Test func `every key that the code names has its text`() async throws {
    let keys =
      Self.found(#"(?:\bt|counted)\(\s*"([a-z]+\.[a-zA-Z_.]+)""#) + Self.found(#"flash: "([a-zA-Z.]+)""#)
      + Self.found(#"reason: "([a-zA-Z]+\.[a-zA-Z.]+)""#)
    #expect(keys.count > 1000)
    for has in try await Self.catalogues() {
      for key in keys { #expect(has(key) || has("\(key).one"), "\(key)") }
    }
  }

  @Test func `every kind of mail has its name for officers`() async throws {
    let known = Set(
      Self.found(#"MailDraft\(\s*kind: "([a-zA-Z-]+)""#)
        + Self.found(#"case [^:\n]*: "([a-z]+-[a-z-]+)"\n"#, in: "enum AccountMail"))
    // Kinds that are put together, with what they can become; a new one is listed here.
    let composed = [
      "document-": ["new", "reminder"],
      "credentials-": ["approved", "branches", "refused"],
      "record-": ["request", "exam", "answer", "ending", "coSigner"],
      "deputyship-": ["offered", "accepted", "declined", "ended", "approved", "refused"],
    ]
    for prefix in Self.found(#"kind: (?:String \{ )?"([a-z]+-)\\\("#)
      + Self.found(#"var kind: String \{ "([a-z]+-)\\\("#)
    {
      #expect(composed[prefix] != nil, "which mails are called \(prefix)…?")
    }
    for has in try await Self.catalogues() {
      for kind in known.union(composed.flatMap { prefix, names in names.map { prefix + $0 } }) {
        #expect(has("chamber.mail.\(kind)"), "\(kind)")
      }
    }
  }

  @Test func `every event of the audit log and every detail of it has its words`() async throws {
    let events = Self.found(#"(?:entry|record|note|JournalEntry)\(\s*"([a-z_]+\.[a-z_.]+)""#)
    #expect(events.count > 50)
    for has in try await Self.catalogues() {
      for event in events {
        // Deputyships put their own word in front.
        #expect(has("event.\(event)") || has("event.deputyship.\(event)"), "\(event)")
      }
    }
  }

  @Test func `every setting has its name and its meaning`() async throws {
    let keys = Self.found(#"Setting<[A-Za-z]+>\(\s*"([a-zA-Z.]+)""#)
    #expect(keys.count > 40)
    for has in try await Self.catalogues() {
      for key in keys { #expect(has("setting.\(key).name") && has("setting.\(key).meaning"), "\(key)") }
    }
  }

  /// Whether a key has its text, in German and in English.
  private static func catalogues() async throws -> [@Sendable (String) -> Bool] {
    try await TestPortal.with(.sqlite) { portal in
      [Language.german, .english].map { language in
        let texts = portal.application.site.catalogue.texts(in: language)
        return { texts.has($0) }
      }
    }
  }

  /// The first part in parentheses of all that a pattern finds in the sources, each once. Foundation's expressions: those
  /// of the language take a minute for this in a debug build.
  private static func found(_ pattern: String, in name: String = "") -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    var all: Set<String> = []
    for source in sources where name.isEmpty || source.contains(name) {
      let text = source as NSString
      for match in expression.matches(in: source, range: NSRange(location: 0, length: text.length)) {
        all.insert(text.substring(with: match.range(at: 1)))
      }
    }
    return all.sorted()
  }

  private static let sources: [String] = {
    let folder = Repository.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (files ?? []).filter { $0.pathExtension == "swift" }.compactMap {
      // Examples in comments name keys that nobody asks for.
      try? String(contentsOf: $0, encoding: .utf8).replacingOccurrences(
        of: "/// .*", with: "", options: .regularExpression)
    }
  }()
}
