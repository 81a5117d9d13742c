import Foundation

/// Which passwords are accepted (NIST SP 800-63B-4 section 3.1.1.2): by length and a list of common ones, never by
/// kinds of characters, and they never expire. The form that is hashed is judged.
package struct PasswordRules: Sendable {
  let minimumLength: Int
  let common: CommonPasswords
  /// Words of the context: the chamber, its town, the portal. A password must not consist of these alone.
  var context: [String] = []

  static let maximumLength = 1000
  /// Passwords of no more parts than this are refused, because anybody would try them.
  private static let fewParts = 3

  /// - Parameter personal: what others know of the person: names, address, company.
  func problem(with typed: String, personal: [String]) -> PasswordProblem? {
    if typed.utf8.count > PasswordText.mostBytes { return .tooLong(Self.maximumLength) }
    let password = PasswordText(typed).normalised
    if password.count < minimumLength { return .tooShort(minimumLength) }
    if password.count > Self.maximumLength { return .tooLong(Self.maximumLength) }
    let folded = password.lowercased()
    if Set(folded).count < 5 || common.contains(folded) || isGuessable(folded) { return .common }
    if Self.contains(folded, anyOf: personal) { return .personal }
    return nil
  }

  private func isGuessable(_ folded: String) -> Bool {
    if PasswordParts.isRepeated(folded, shorterThan: minimumLength) { return true }
    let parts = PasswordParts(common: common, context: PasswordParts.words(of: context))
    return [folded, PasswordParts.unmasked(folded)].contains { parts.count(in: $0, upTo: Self.fewParts) != nil }
  }

  /// Only parts of four letters or more count; shorter ones occur by chance in too many good passwords.
  private static func contains(_ password: String, anyOf personal: [String]) -> Bool {
    let typed = PasswordParts.spellings(of: password)
    return personal.contains { text in
      let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      return parts.contains { part in
        part.count >= 4
          && PasswordParts.spellings(of: String(part)).contains { spelling in typed.contains { $0.contains(spelling) } }
      }
    }
  }
}

package enum PasswordProblem: Equatable, Sendable {
  case tooShort(Int)
  case tooLong(Int)
  case common
  case personal
}

/// Common passwords, which anybody would try first. Looked up as typed, and without trailing digits and signs.
package struct CommonPasswords: Sendable {
  private let words: Set<String>

  package init(_ words: Set<String>) {
    self.words = words
  }

  /// The list shipped with the portal (ADR 0032), read once.
  static func shipped() throws -> CommonPasswords { try list.get() }

  private static let list = Result {
    let file = Bundle.module.bundleURL.appendingPathComponent("Passwords/common.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    return CommonPasswords(Set(text.split(separator: "\n").map(String.init)))
  }

  func contains(_ folded: String) -> Bool {
    if words.contains(folded) { return true }
    let stem = String(folded.reversed().drop { !$0.isLetter }.reversed())
    return stem.count < folded.count && !stem.isEmpty && words.contains(stem)
  }

  func isWord(_ text: String) -> Bool { words.contains(text) }
}
