/// A mailbox address with an optional display name.
package struct MailAddress: Sendable, Hashable {
  /// `local@domain`: the local part as typed, the domain in lower case and ASCII form (`xn--…`).
  package let address: String
  package let name: String?

  /// Nil for an invalid address (no `@`, blanks, control characters, quotes, domain without dot, over 254 characters)
  /// or a name with control characters. An internationalised domain is converted.
  package init?(_ address: String, name: String? = nil) {
    guard let at = address.lastIndex(of: "@"),
      Self.isLocalPart(address[..<at]),
      let domain = DomainName.ascii(String(address[address.index(after: at)...])),
      !(name ?? "").unicodeScalars.contains(where: HeaderText.isControl)
    else { return nil }
    let whole = "\(address[..<at])@\(domain)"
    guard whole.utf8.count <= 254 else { return nil }
    self.address = whole
    let trimmed = HeaderText.cleaned(name ?? "")
    self.name = trimmed.isEmpty ? nil : trimmed
  }

  /// Whether the local part has non-ASCII letters. Such an address is valid, but the portal cannot send to it.
  package var needsSMTPUTF8: Bool { !address.utf8.allSatisfy { $0 < 0x80 } }

  /// The part after the `@`.
  var domain: Substring { address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...] }

  private static let localSigns = Set("!#$%&'*+-/=?^_`{|}~.".unicodeScalars)

  private static func isLocalPart(_ part: Substring) -> Bool {
    guard (1...64).contains(part.utf8.count), !part.hasPrefix("."), !part.hasSuffix("."), !part.contains("..")
    else { return false }
    return part.unicodeScalars.allSatisfy { scalar in
      localSigns.contains(scalar) || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }
}
