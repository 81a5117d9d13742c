import CCrypto
import Chronology
import Foundation
import Sodium

/// One-time codes of an authenticator app (TOTP): RFC 6238 with HMAC-SHA-1, six digits and steps of 30 seconds, which
/// all such apps support.
package struct OneTimePassword: Sendable, Equatable {
  package static let digits = 6
  package static let period = TimeSpan.seconds(30)
  /// The number of steps before and after the present one that are accepted too, because clocks of phones differ.
  static let tolerance: Int64 = 1
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// The shared secret of app and portal.
  package let secret: [UInt8]

  package init(secret: [UInt8]) {
    self.secret = secret
  }

  /// With a new secret of 20 bytes, the length of the hash.
  package static func random() -> OneTimePassword {
    OneTimePassword(secret: Sodium.randomBytes(20))
  }

  /// The number of the step that contains an instant.
  package static func step(at instant: Instant) -> Int64 {
    instant.microseconds / period.microseconds
  }

  /// The code at an instant.
  package func code(at instant: Instant) -> String {
    code(ofStep: Self.step(at: instant))
  }

  /// The step whose code was typed, the newest if there are several; nil if the code is not valid now. The caller
  /// checks whether it was used before.
  package func step(of typed: String, at now: Instant) -> Int64? {
    let typed = [UInt8](typed.utf8)
    let present = Self.step(at: now)
    var found: Int64?
    // All are compared, so that timing reveals nothing.
    for step in (present - Self.tolerance)...(present + Self.tolerance)
    where Sodium.areEqual([UInt8](code(ofStep: step).utf8), typed) {
      found = step
    }
    return found
  }

  /// RFC 4226 section 5.3.
  private func code(ofStep step: Int64) -> String {
    let digest = hash(withUnsafeBytes(of: step.bigEndian) { [UInt8]($0) })
    let offset = Int(digest[digest.count - 1] & 0x0F)
    let number = digest[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let text = String(number % 1_000_000)
    return String(repeating: "0", count: Self.digits - text.count) + text
  }

  private func hash(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let result = HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &digest, &length)
    precondition(result != nil, "libcrypto could not hash")
    return Array(digest.prefix(Int(length)))
  }
}

extension OneTimePassword {
  /// The secret for typing into the app: base32 (RFC 4648) in groups of four.
  package var groupedSecret: String {
    let letters = base32
    return stride(from: 0, to: letters.count, by: 4).map { start in
      String(decoding: letters[start..<min(start + 4, letters.count)], as: UTF8.self)
    }.joined(separator: " ")
  }

  /// The `otpauth://` address in the QR code.
  ///
  /// - Parameters:
  ///   - issuer: the name of the portal, as the app shows it.
  ///   - account: the name of the account.
  package func address(issuer: String, account: String) -> String {
    // A colon separates issuer and account.
    let issuer = Self.encoded(issuer.replacing(":", with: " "))
    let secret = String(decoding: base32, as: UTF8.self)
    return "otpauth://totp/\(issuer):\(Self.encoded(account))?secret=\(secret)&issuer=\(issuer)"
      + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.period.secondsRoundedUp)"
  }

  private var base32: [UInt8] {
    var out: [UInt8] = []
    var rest: UInt32 = 0
    var bits = 0
    for byte in secret {
      rest = rest << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(Self.alphabet[Int(rest >> UInt32(bits) & 31)])
      }
    }
    if bits > 0 { out.append(Self.alphabet[Int(rest << UInt32(5 - bits) & 31)]) }
    return out
  }

  private static func encoded(_ text: String) -> String {
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~@")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
