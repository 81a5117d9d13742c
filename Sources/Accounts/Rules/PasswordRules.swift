import Foundation

/// Which passwords are taken (NIST SP 800-63B-4 section 3.1.1.2): length and a list of common ones, never rules about
/// kinds of characters, never an expiry. Passwords are compared exactly as typed.
package struct PasswordRules: Sendable {
  let minimumLength: Int
  let common: CommonPasswords

  static let maximumLength = 1000

  /// - Parameter personal: names, address, company: what others know of the person.
  func problem(with password: String, personal: [String]) -> PasswordProblem? {
    if password.count < minimumLength { return .tooShort(minimumLength) }
    if password.count > Self.maximumLength { return .tooLong(Self.maximumLength) }
    let folded = password.lowercased()
    if Set(folded).count < 5 || Self.isSequence(folded) || common.contains(folded) { return .common }
    if Self.contains(folded, anyOf: personal) { return .personal }
    return nil
  }

  /// `123456789012`, `abcdefghijkl`, and backwards; after 9 comes 0.
  private static func isSequence(_ text: String) -> Bool {
    let codes = text.unicodeScalars.map { Int($0.value) }
    let steps = Set(zip(codes, codes.dropFirst()).map { ($1 - $0) })
    return steps.isSubset(of: [1, -9]) || steps.isSubset(of: [-1, 9])
  }

  /// Parts of four letters or more count; shorter ones stand in too many good passwords by chance.
  private static func contains(_ password: String, anyOf personal: [String]) -> Bool {
    personal.contains { text in
      let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      return parts.contains { $0.count >= 4 && password.contains($0) }
    }
  }
}

enum PasswordProblem: Equatable, Sendable {
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

  /// The list that comes with the portal.
  static func shipped() throws -> CommonPasswords {
    let file = Bundle.module.bundleURL.appendingPathComponent("Passwords/common.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    return CommonPasswords(Set(text.split(separator: "\n").map(String.init)))
  }

  func contains(_ folded: String) -> Bool {
    if words.contains(folded) { return true }
    let stem = String(folded.reversed().drop { !$0.isLetter }.reversed())
    return stem.count < folded.count && !stem.isEmpty && words.contains(stem)
  }
}
