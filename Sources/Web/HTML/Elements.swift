/// The elements that pages use, by name. Text elements take a `String`, structural elements a closure.
extension HTML {
  package mutating func h1(_ text: String, _ attributes: Attribute...) { element("h1", attributes, text: text) }
  package mutating func h2(_ text: String, _ attributes: Attribute...) { element("h2", attributes, text: text) }
  package mutating func h3(_ text: String, _ attributes: Attribute...) { element("h3", attributes, text: text) }
  package mutating func p(_ text: String, _ attributes: Attribute...) { element("p", attributes, text: text) }
  package mutating func span(_ text: String, _ attributes: Attribute...) { element("span", attributes, text: text) }
  package mutating func strong(_ text: String, _ attributes: Attribute...) { element("strong", attributes, text: text) }
  package mutating func li(_ text: String, _ attributes: Attribute...) { element("li", attributes, text: text) }
  package mutating func dt(_ text: String, _ attributes: Attribute...) { element("dt", attributes, text: text) }
  package mutating func dd(_ text: String, _ attributes: Attribute...) { element("dd", attributes, text: text) }
  package mutating func td(_ text: String, _ attributes: Attribute...) { element("td", attributes, text: text) }
  package mutating func th(_ text: String, _ attributes: Attribute...) { element("th", attributes, text: text) }

  package mutating func div(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("div", attributes, content)
  }

  package mutating func section(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("section", attributes, content)
  }

  package mutating func aside(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("aside", attributes, content)
  }

  package mutating func header(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("header", attributes, content)
  }

  package mutating func p(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("p", attributes, content)
  }

  package mutating func ul(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("ul", attributes, content)
  }

  package mutating func ol(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("ol", attributes, content)
  }

  package mutating func li(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("li", attributes, content)
  }

  package mutating func dl(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("dl", attributes, content)
  }

  package mutating func dd(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("dd", attributes, content)
  }

  package mutating func tr(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("tr", attributes, content)
  }

  package mutating func td(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("td", attributes, content)
  }

  /// A link with text.
  package mutating func a(_ text: String, href: String, _ attributes: Attribute...) {
    element("a", [.href(href)] + attributes, text: text)
  }

  package mutating func br() { void("br") }
}
