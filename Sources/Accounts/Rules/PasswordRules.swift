import Foundation

/// Which passwords are taken (NIST SP 800-63B-4 section 3.1.1.2): length and a list of common ones, never rules about
/// kinds of characters, never an expiry. Judged is the form that is hashed.
package struct PasswordRules: Sendable {
  let minimumLength: Int
  let common: CommonPasswords
  /// Words of the place: the chamber, its town, the portal. By themselves they make no password.
  var context: [String] = []

  static let maximumLength = 1000
  /// What consists of so few parts that anyone would try is refused.
  private static let fewParts = 3

  /// - Parameter personal: names, address, company: what others know of the person.
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

  /// Parts of four letters or more count; shorter ones stand in too many good passwords by chance.
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

/// Passwords that anyone would try first; looked up as they are and without digits and signs at the end.
package struct CommonPasswords: Sendable {
  private let words: Set<String>

  package init(_ words: Set<String>) {
    self.words = words
  }

  /// The list that comes with the portal (ADR 0032), read once.
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
