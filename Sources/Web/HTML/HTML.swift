/// A piece of a page: bytes of HTML to which elements and escaped text are appended.
///
/// Views are functions that append to it:
///
///     func greeting(_ page: inout HTML, name: String, t: Texts) {
///       page.section(.class("card")) { page in
///         page.h2(t("start.greeting", ["name": name]))
///       }
///     }
///
/// Text always passes the escape; markup as it stands enters only from a `StaticString`, so data of a user that is not
/// escaped does not compile. Closures are called at once and never stored.
package struct HTML: Sendable {
  package private(set) var bytes: [UInt8]
  /// What the visitor typed before into a form of this page.
  var kept: KeptForm?
  /// The same, within that form.
  var filling: Filling?

  /// An empty piece with room for a common page.
  package init(capacity: Int = 2048) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// A piece that a view function writes.
  package init(_ content: (inout HTML) -> Void) {
    self.init()
    content(&self)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// Markup as it stands; only from the source code.
  package mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text, escaped for element content and for attribute values in double quotes.
  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped($0) }
  }

  /// A piece that was written before.
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

  /// An element with nothing but text in it.
  package mutating func element(_ name: StaticString, _ attributes: [Attribute] = [], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// An element that has no content and no end tag, such as `input`.
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

  /// Copies the runs between the five characters that HTML must not see as they are.
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
