import Foundation

/// A password as it is hashed. Devices send the same letters in different bytes (`ü` as one character, or as `u` with a
/// combining mark), so it is normalised first: NFKC, as NIST SP 800-63B-4 section 3.1.1.2 recommends (ADR 0032). Case
/// and blanks stay as typed.
struct PasswordText: Sendable {
  let typed: String
  let normalised: String

  /// Longer passwords are not normalised, because that would cost more than hashing.
  static let mostBytes = 4096

  init(_ typed: String) {
    self.typed = typed
    let isPlain = typed.utf8.count > Self.mostBytes || typed.utf8.allSatisfy { $0 < 0x80 }
    normalised = isPlain ? typed : typed.precomposedStringWithCompatibilityMapping
  }

  /// The forms from which the hash of this password may have been made: older hashes were made from the typed form.
  var forms: [String] {
    typed.utf8.elementsEqual(normalised.utf8) ? [normalised] : [normalised, typed]
  }
}
