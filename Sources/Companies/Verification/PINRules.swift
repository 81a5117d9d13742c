import Chronology

/// How a typed PIN is read, and what is typed instead of a company number.
package enum PINRules {
  /// One printed PIN has one typed form: case, blanks and signs do not matter; l, I, 1 and the bar are one, O and 0 are
  /// one. So PINs of older notices, of any alphabet, verify as well.
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

  /// The number of the Federal Employment Agency (Betriebsnummer der Bundesagentur, 8 digits) is another one with the
  /// same name; people often type it instead.
  static func looksLikeAgencyNumber(_ key: String, digits: Int) -> Bool {
    key.count == 8 && digits != 8 && key.allSatisfy(\.isNumber)
  }
}

/// What comes of a typed PIN.
enum PINFinding: Sendable, Equatable {
  case match(pin: Int64)
  /// The form is wrong or the check character does not fit; costs no attempt.
  case typingError
  /// The right PIN, but used before: when, and whether it was the same account.
  case used(at: Instant, own: Bool)
  /// The right PIN of the own request, but too late.
  case expired(at: Instant)
  /// Anything else: wrong, of another company, bound to another account, replaced.
  case noMatch
}
