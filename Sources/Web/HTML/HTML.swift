/// A piece of HTML: bytes to which elements and escaped text are appended.
///
/// Views are functions that append to it:
///
///     func greeting(_ page: inout HTML, name: String, t: Texts) {
///       page.section(.class("card")) { page in
///         page.h2(t("start.greeting", ["name": name]))
///       }
///     }
///
/// Text is always escaped; literal markup must be a `StaticString`, so unescaped user data does not compile. Closures
/// are called at once and never stored.
package struct HTML: Sendable {
  package private(set) var bytes: [UInt8]
  /// What the visitor typed into a form of this page before.
  var kept: KeptForm?
  /// The same, while writing that form.
  var filling: Filling?

  /// An empty piece with capacity for a typical page.
  package init(capacity: Int = 2048) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// A piece written by a view function.
  package init(_ content: (inout HTML) -> Void) {
    self.init()
    content(&self)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// Literal markup; only from the source code.
  package mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text, escaped for element content and for double-quoted attribute values.
  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped($0) }
  }

  /// Appends another piece.
  package mutating func append(_ piece: HTML) {
    bytes.append(contentsOf: piece.bytes)
  }

  /// An element with content.
  package mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ content: (inout HTML) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// An element with text only.
  package mutating func element(_ name: StaticString, _ attributes: [Attribute] = [], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// A void element, without content and end tag, such as `input`.
  package mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) {
    open(name, attributes)
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    raw(name)
    for attribute in attributes { append(attribute) }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ name: StaticString) {
    raw("</")
    raw(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func append(_ attribute: Attribute) {
    guard attribute.isPresent else { return }
    bytes.append(UInt8(ascii: " "))
    raw(attribute.name)
    guard let value = attribute.value else { return }
    raw("=\"")
    text(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Copies the runs between the five characters that have to be escaped.
  private mutating func appendEscaped(_ source: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in source.indices {
      guard let entity = Self.entity(for: source[index]) else { continue }
      bytes.append(contentsOf: source[start..<index])
      raw(entity)
      start = index + 1
    }
    bytes.append(contentsOf: source[start...])
  }

  private static func entity(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
