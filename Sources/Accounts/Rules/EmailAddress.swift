import Foundation
import Postbox
import Web

/// An e-mail address as a person typed it, trimmed. The only grammar of addresses: forms, sign-in, imports, settings
/// and mails all use it.
package struct EmailAddress: Sendable, Equatable {
  /// As stored, shown and mailed to: the domain in lower case and in Unicode (`müller.de`, even if `xn--mller-kva.de`
  /// was typed), the local part as typed.
  package let text: String

  /// The key by which accounts are found; equal addresses have the same. The domain is in its ASCII form and everything
  /// in lower case, because no relevant provider distinguishes case. Nothing else is folded, so that a look-alike stays
  /// a different address.
  package let key: String

  package let domain: String

  package init?(_ typed: String) {
    guard case .address(let address) = Self.read(typed) else { return nil }
    self = address
  }

  private init(text: String, key: String, domain: String) {
    self.text = text
    self.key = key
    self.domain = domain
  }

  /// The result of reading a typed text.
  package enum Reading: Sendable {
    case address(EmailAddress)
    /// Non-ASCII letters before the at sign: such addresses exist, but most mail servers refuse them.
    case foreignLetters
    case none
  }

  package static func read(_ typed: String) -> Reading {
    let trimmed = typed.trimmingCharacters(in: Self.blanks)
    let at = UInt8(ascii: "@")
    guard trimmed.utf8.count <= 1000, let position = trimmed.utf8.lastIndex(of: at),
      let ascii = DomainName.ascii(String(trimmed[trimmed.utf8.index(after: position)...]))
    else { return .none }
    let local = String(trimmed[..<position])
    guard isLocalPart(local) else {
      let isForeign = !local.utf8.allSatisfy { $0 < 0x80 } && !local.utf8.contains(at)
      let plain = String(String.UnicodeScalarView(local.unicodeScalars.filter { $0.isASCII }))
      return isForeign && isLocalPart("\(plain)a") ? .foreignLetters : .none
    }
    guard local.utf8.count + ascii.utf8.count < 254 else { return .none }
    let domain = DomainName.shown(ascii)
    return .address(
      EmailAddress(text: "\(local)@\(domain)", key: "\(local.lowercased())@\(ascii)", domain: domain))
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-".utf8)

  private static func isLocalPart(_ text: String) -> Bool {
    let dot = UInt8(ascii: ".")
    let bytes = Array(text.utf8)
    return (1...64).contains(bytes.count) && bytes.allSatisfy(allowed.contains) && bytes.first != dot
      && bytes.last != dot && !zip(bytes, bytes.dropFirst()).contains { $0 == dot && $1 == dot }
  }

  private static let blanks = CharacterSet.whitespacesAndNewlines.union(
    CharacterSet(charactersIn: "\u{00A0}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{202F}"))

  /// `l…n@holzwerk.example`, for letters and pages where the owner should recognise the address without disclosing it.
  package var masked: String {
    guard let at = text.lastIndex(of: "@"), let first = text.first else { return "…" }
    let local = text[..<at]
    let end = local.count > 2 ? local.suffix(1) : ""
    return "\(first)…\(end)\(text[at...])"
  }

  /// The error message for a text that is not an address.
  package static func problem(with typed: String, _ t: Texts) -> String {
    if case .foreignLetters = read(typed) { return t("accounts.error.emailLetters") }
    return t("accounts.error.email")
  }

  /// A likely correction of a mistyped domain; nil if there is none.
  package var suggestion: String? {
    guard let better = Self.misspelt[domain], let at = text.lastIndex(of: "@") else { return nil }
    return "\(text[...at])\(better)"
  }

  private static let misspelt = [
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmail.de": "gmail.com", "gmail.con": "gmail.com",
    "googlemail.de": "googlemail.com", "t-onlin.de": "t-online.de", "tonline.de": "t-online.de",
    "t-online.com": "t-online.de", "web.com": "web.de", "wep.de": "web.de", "gxm.de": "gmx.de", "gmx.dee": "gmx.de",
    "hotmial.com": "hotmail.com", "outlok.de": "outlook.de", "outlook.con": "outlook.com", "yaho.de": "yahoo.de",
    "frenet.de": "freenet.de", "freent.de": "freenet.de", "icloud.de": "icloud.com",
  ]
}
