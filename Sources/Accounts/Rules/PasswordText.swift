import Foundation

/// A password as it is hashed. Telephones and computers send the same letters in different bytes (`ü` as one sign, or
/// as `u` with a mark), so it is brought into one form first: NFKC, as NIST SP 800-63B-4 section 3.1.1.2 asks for
/// (ADR 0032). Case and blanks stay as typed.
struct PasswordText: Sendable {
  let typed: String
  let normalised: String

  /// Longer ones are left alone: to normalise them would cost more than to hash them.
  static let mostBytes = 4096

  init(_ typed: String) {
    self.typed = typed
    let isPlain = typed.utf8.count > Self.mostBytes || typed.utf8.allSatisfy { $0 < 0x80 }
    normalised = isPlain ? typed : typed.precomposedStringWithCompatibilityMapping
  }

  /// What the hash of this password may have been made from: hashes from before normalising know the typed form only.
  var forms: [String] {
    typed.utf8.elementsEqual(normalised.utf8) ? [normalised] : [normalised, typed]
  }
}
