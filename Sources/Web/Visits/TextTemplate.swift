/// A text with its placeholders found: compiled once at start, filled many times.
struct TextTemplate: Sendable {
  private enum Piece: Sendable {
    case words(String)
    /// `{name}`.
    case placeholder(String)
  }

  /// As it is written.
  let text: String
  /// Empty if there are no placeholders.
  private let pieces: [Piece]

  init(_ text: String) {
    self.text = text
    // By bytes: comparing whole characters takes ten times as long.
    let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.utf8.firstIndex(of: opening), let close = rest[open...].utf8.firstIndex(of: closing) {
      pieces.append(.words(String(rest[..<open])))
      pieces.append(.placeholder(String(rest[rest.utf8.index(after: open)..<close])))
      rest = rest[rest.utf8.index(after: close)...]
    }
    self.pieces = pieces.isEmpty ? [] : pieces + [.words(String(rest))]
  }

  /// The text with each `{name}` replaced by its value; placeholders without a value stay.
  func filled(with values: [String: String]) -> String {
    guard !pieces.isEmpty else { return text }
    var out = ""
    out.reserveCapacity(text.utf8.count + 32)
    for piece in pieces {
      switch piece {
      case .words(let words): out += words
      case .placeholder(let name):
        if let value = values[name] {
          out += value
        } else {
          out += "{\(name)}"
        }
      }
    }
    return out
  }
}
