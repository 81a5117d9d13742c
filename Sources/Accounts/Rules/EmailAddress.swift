import Foundation

/// An e-mail address as a person typed it, without blanks around it.
package struct EmailAddress: Sendable, Equatable {
  /// As it is shown and mailed to: the domain in lower case, the rest as typed.
  package let text: String

  /// What two equal addresses have in common; accounts are found by it. Lower case throughout, as no provider that
  /// matters tells large from small letters; nothing else is folded, so that a look-alike is another address.
  package var key: String { text.lowercased() }

  package var domain: String { String(text[text.index(after: text.lastIndex(of: "@") ?? text.startIndex)...]) }

  package init?(_ typed: String) {
    let trimmed = typed.trimmingCharacters(in: Self.blanks)
    guard trimmed.utf8.count <= 254, let at = trimmed.lastIndex(of: "@") else { return nil }
    let local = trimmed[..<at]
    let domain = trimmed[trimmed.index(after: at)...].lowercased()
    guard Self.isLocalPart(local), Self.isDomain(domain) else { return nil }
    text = "\(local)@\(domain)"
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    let allowed = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-".unicodeScalars)
    return (1...64).contains(text.count) && text.unicodeScalars.allSatisfy(allowed.contains) && !text.hasPrefix(".")
      && !text.hasSuffix(".") && !text.contains("..")
  }

  private static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2 else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.unicodeScalars.allSatisfy {
          $0 == "-" || $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0)
        }
    }
  }

  private static let blanks = CharacterSet.whitespacesAndNewlines.union(
    CharacterSet(charactersIn: "\u{00A0}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{202F}"))

  /// `l…n@holzwerk.example`, for letters and pages where the address shall be recognised but not given away.
  package var masked: String {
    guard let at = text.lastIndex(of: "@"), let first = text.first else { return "…" }
    let local = text[..<at]
    let end = local.count > 2 ? local.suffix(1) : ""
    return "\(first)…\(end)\(text[at...])"
  }

  /// A likely typing error in the domain, or nil: the address with the usual domain instead.
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
