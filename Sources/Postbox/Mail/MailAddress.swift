/// The address of a mailbox, with the name of whom it belongs to.
package struct MailAddress: Sendable, Hashable {
  /// `local@domain`: the local part as typed, the domain in lower case and in its ASCII form (`xn--…`).
  package let address: String
  package let name: String?

  /// Nil when the address is none: no `@`, blanks, control characters, quotes, a domain without dot, over 254
  /// characters; or when the name holds control characters. A domain with German or other Latin letters is converted.
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

  /// True when letters outside ASCII stand before the `@`. Such an address is valid, but the portal cannot send to it.
  package var needsSMTPUTF8: Bool { !address.utf8.allSatisfy { $0 < 0x80 } }

  /// The part behind the `@`.
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
