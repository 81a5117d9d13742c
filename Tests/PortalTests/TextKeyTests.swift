import Accounts
import Database
import Documents
import Exams
import Foundation
import Journal
import Office
import Portal
import Registers
import TestPortal
import Testing
import Web
import Work

/// Nobody reads a raw key: what the code asks for by a key, and what it makes keys of, has its words in both languages.
struct TextKeyTests {
  @Test func `every key that the code names has its text`() async throws {
    let keys =
      Self.found(#"(?:\bt|counted)\(\s*"([a-z]+\.[a-zA-Z_.]+)""#)
      + Self.found(#"\bNotice\(\s*"([a-zA-Z.]+)""#)
      + Self.found(#"reason: "([a-zA-Z]+\.[a-zA-Z.]+)""#) + Self.found(#"DeletionObjection\(\s*"([a-zA-Z.]+)""#)
    #expect(keys.count > 1000)
    for has in try await Self.catalogues() {
      for key in keys { #expect(has(key) || has("\(key).one"), "\(key)") }
    }
  }

  @Test func `every kind of mail has its name for officers`() async throws {
    let known = Set(
      Self.found(#"MailDraft\(\s*kind: "([a-zA-Z-]+)""#)
        + Self.found(#"case [^:\n]*: "([a-z]+-[a-z-]+)"\n"#, in: "enum AccountMail"))
    let families = SourceText.all.flatMap { source in
      SourceText.matches(#"\bkind: (?:String \{ )?"([a-z]+-)\\\(([\w.]*)\)""#, in: source).map { match in
        (
          prefix: match[1], isOverCases: match[2].hasSuffix("rawValue"),
          enumerations: AskedKeys.enumerations(in: source)
        )
      }
    }
    #expect(known.count > 10 && families.count > 3)
    for has in try await Self.catalogues() {
      for kind in known { #expect(has("chamber.mail.\(kind)"), "\(kind)") }
      for family in families {
        func named(_ cases: Set<String>) -> Set<String> { cases.filter { has("chamber.mail.\(family.prefix)\($0)") } }
        // The enumeration stands beside its mails.
        let cases = Self.mostNamed(family.enumerations, named)
        #expect(family.isOverCases && !cases.isEmpty, "which mails are called \(family.prefix)…?")
        #expect(cases.subtracting(named(cases)).isEmpty, "\(family.prefix)…")
      }
    }
  }

  /// The enumeration of which the most cases have a text; of two, that with fewer cases.
  private static func mostNamed(
    _ enumerations: [Set<String>], _ named: (Set<String>) -> Set<String>
  ) -> Set<String> {
    enumerations.max { (named($0).count, -$0.count) < (named($1).count, -$1.count) } ?? []
  }

  @Test func `every event of the audit log is declared by its area and has its words`() async throws {
    let declared = try await TestPortal.with(.sqlite) { $0.application.registers.office.vocabulary.events }
    let named = Self.found(#"\bEvent\(\s*"([a-z_]+\.[a-zA-Z_.]+)"\)"#)
    #expect(named.count > 100)
    for code in named { #expect(declared.contains(Event(code)), "\(code) is in no list of its area") }
    for has in try await Self.catalogues() {
      for code in declared.map(\.rawValue) { #expect(has("event.\(code)"), "\(code)") }
      for topic in Set(declared.map(\.topic)) {
        #expect(has("office.log.kind.\(topic)") || has("office.log.kind.\(topic.dropLast())"), "\(topic)")
      }
    }
  }

  @Test func `every refusal says what does not go and why`() async throws {
    let codes = Self.found(#"\bRefusal\(\s*"([a-zA-Z.]+)""#)
    #expect(codes.count > 15)
    for has in try await Self.catalogues() {
      for code in codes { #expect(has("\(code).title") && has("\(code).text"), "\(code)") }
    }
  }

  @Test func `every setting has its name and its meaning`() async throws {
    let keys = Self.found(#"Setting<[A-Za-z]+>\(\s*"([a-zA-Z.]+)""#)
    #expect(keys.count > 40)
    for has in try await Self.catalogues() {
      for key in keys { #expect(has("setting.\(key).name") && has("setting.\(key).meaning"), "\(key)") }
    }
  }

  /// What is asked for by a case of an enumeration has a text for each case.
  @Test func `keys that are put together from a case have a text for every case`() async throws {
    let partly = try await TestPortal.with(.sqlite) { Self.partly($0.application) }
    let patterns = AskedKeys.ofSources.patterns.filter(\.isOverCases)
    #expect(Set(partly.keys).isSubset(of: patterns.map(\.before)))
    #expect(patterns.count > 50 && AskedKeys.ofSources.beginnings.count > 50)
    let enumerations = AskedKeys.enumerations
    for has in try await Self.catalogues() {
      for pattern in patterns {
        func texts(_ cases: Set<String>) -> Set<String> {
          cases.filter { has(pattern.key($0)) || has("\(pattern.key($0)).one") }
        }
        // Which enumeration it is, no text of the sources tells: the one with most of its cases there.
        let known = partly[pattern.before] ?? Self.mostNamed(enumerations, texts)
        guard !texts(known).isEmpty else {
          let isAsked = AskedKeys.ofSources.beginnings.contains(pattern.before)
          #expect(!isAsked, "no text is called \(pattern.before)…\(pattern.after)")
          continue
        }
        #expect(known.subtracting(texts(known)).isEmpty, "\(pattern.before)…\(pattern.after)")
      }
    }
  }

  /// The cases of what is asked for by some of an enumeration's cases only, by the beginning of the keys.
  private static func partly(_ application: PortalApplication) -> [String: Set<String>] {
    [
      "registers.access.kind.": Set(application.registers.kinds.map { $0.kind.rawValue }),
      "documents.office.recipient.": Set(application.documents.recipientKinds.map(\.rawValue)),
      // Where somebody else takes a place, each is decided by itself.
      "chamber.import.acceptAll.": Set(ImportConflict.Kind.allCases.filter { !$0.isSomebodyElse }.map(\.rawValue)),
      // What has no ground of its own is not worth a word.
      "exams.basis.": Set(ParticipationBasis.allCases.filter { $0 != .other }.map(\.rawValue)),
    ]
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
    let sources = SourceText.all.filter { name.isEmpty || $0.contains(name) }
    return Set(sources.flatMap { SourceText.matches(pattern, in: $0).map { $0[1] } }).sorted()
  }
}
