import Foundation

/// All texts of all areas and languages, read once at start from the `Texts` folders (`de.json`, `en.json`).
///
/// A key is `area.page.element`. With the suffix `@ihk` or `@hwk` it replaces the plain one for that kind of chamber. A
/// text may contain placeholders: `{name}`.
package struct TextCatalogue: Sendable {
  private let entries: [Language: [String: TextTemplate]]
  let dates = WrittenDates()

  /// - Throws: when a file is missing, is not JSON, or repeats a key.
  package init(folders: [URL], kind: ChamberKind) throws {
    var entries: [Language: [String: TextTemplate]] = [:]
    for language in Language.allCases {
      var merged: [String: String] = [:]
      for folder in folders {
        let file = folder.appendingPathComponent("\(language.rawValue).json")
        let texts = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        try merged.merge(texts) { _, _ in throw Duplicate(file: file.path) }
      }
      entries[language] = Self.resolve(merged, kind: kind).mapValues(TextTemplate.init)
    }
    self.entries = entries
  }

  private static func resolve(_ texts: [String: String], kind: ChamberKind) -> [String: String] {
    var resolved = texts.filter { !$0.key.contains("@") }
    for (key, text) in texts where key.hasSuffix("@\(kind.rawValue)") {
      resolved[String(key.dropLast(kind.rawValue.count + 1))] = text
    }
    return resolved
  }

  /// The text of a key. Falls back to German if a translation is missing, and to the key itself, in marks that the page
  /// check detects.
  func text(_ key: String, in language: Language) -> String {
    template(key, in: language)?.text ?? "⟦\(key)⟧"
  }

  /// As `text`, with the placeholders replaced.
  func text(_ key: String, _ values: [String: String], in language: Language) -> String {
    template(key, in: language)?.filled(with: values) ?? "⟦\(key)⟧"
  }

  private func template(_ key: String, in language: Language) -> TextTemplate? {
    entries[language]?[key] ?? entries[.german]?[key]
  }

  package func contains(_ key: String) -> Bool {
    entries[.german]?[key] != nil
  }

  /// The texts of one language.
  package func texts(in language: Language) -> Texts {
    Texts(catalogue: self, language: language)
  }

  package struct Duplicate: Error {
    package let file: String
  }
}
