import Foundation

/// Free text in mail headers: RFC 5322 if it is plain, otherwise RFC 2047.
enum HeaderText {
  /// Longer texts, or any but plain ASCII, become encoded words, which may be folded.
  private static let longestPlain = 60

  /// Bytes per encoded word: 39 make 52 in base64 and a word of 64, so that even after `Reply-To: ` a line has less
  /// than 76.
  private static let bytesOfWord = 39

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Replaces control characters by blanks, against header injection.
  static func cleaned(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { isControl($0) ? " " : $0 }
    let trimmed = scalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return String(String.UnicodeScalarView(trimmed))
  }

  /// The value of a header such as `Subject`, folded if needed.
  static func unstructured(_ text: String) -> String {
    let text = cleaned(text)
    return isPlain(text) ? text : encodedWords(text)
  }

  /// The value of a header such as `From`: the display name, if any, and the address.
  static func mailbox(_ mailbox: MailAddress) -> String {
    guard let name = mailbox.name else { return mailbox.address }
    guard isPlain(name) else { return "\(encodedWords(name))\r\n <\(mailbox.address)>" }
    let quoted = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    return "\"\(quoted)\"\r\n <\(mailbox.address)>"
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= longestPlain && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
  }

  private static func encodedWords(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > bytesOfWord { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}
