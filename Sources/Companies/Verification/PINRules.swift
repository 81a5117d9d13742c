import Chronology

/// How to read a typed PIN, and how to recognise what people type instead of a company number.
package enum PINRules {
  /// The normalised form of a PIN: case, blanks and signs are ignored; l, I, 1 and the vertical bar are equal, as are O
  /// and 0. So PINs of older notices, in any alphabet, can be verified as well.
  package static func folded(_ typed: String) -> String {
    let scalars = typed.uppercased().unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      switch scalar {
      case "I", "1", "|", "L": "L"
      case "0", "O": "O"
      case let other where other.properties.isAlphabetic || other.properties.numericType != nil: other
      case let other where other.isASCII && other.value > 32 && !"-_.,".unicodeScalars.contains(other): other
      default: nil
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Whether a number looks like that of the Federal Employment Agency (Betriebsnummer der Bundesagentur, 8 digits),
  /// which is also called company number and often typed by mistake.
  static func looksLikeAgencyNumber(_ key: String, digits: Int) -> Bool {
    key.count == 8 && digits != 8 && key.allSatisfy(\.isNumber)
  }
}

/// The outcome of looking up a typed PIN.
enum PINFinding: Sendable, Equatable {
  case match(pin: Int64)
  /// The form is wrong or the check character does not match; costs no attempt.
  case typingError
  /// The right PIN, but already used: when, and whether by the same account.
  case used(at: Instant, own: Bool)
  /// The right PIN of the account's own request, but expired.
  case expired(at: Instant)
  /// Anything else: wrong, of another company, bound to another account, replaced.
  case noMatch
}
