/// The texts in the drawings of a notice and a letter.
package struct PaperWords: Sendable {
  /// The text alternative: what the drawing shows and where number and PIN are.
  package let description: String
  /// Printed in the drawing, such as "Beitragsbescheid".
  package let heading: String
  package let companyNumber: String
  package let pin: String
  /// Below the drawing.
  package let caption: String

  package init(description: String, heading: String, companyNumber: String, pin: String, caption: String) {
    self.description = description
    self.heading = heading
    self.companyNumber = companyNumber
    self.pin = pin
    self.caption = caption
  }
}

extension HTML {
  /// A drawing of the contribution notice, marking the company number (1) and the PIN (2).
  package mutating func noticePicture(_ words: PaperWords) {
    picture(words) { svg in
      svg.raw("<path class=\"heading\" d=\"M30 30h70\"></path>")
      svg.raw("<circle class=\"seal\" cx=\"272\" cy=\"34\" r=\"13\"></circle>")
      svg.raw("<path class=\"writing\" d=\"M30 64h78M30 76h92M30 88h60\"></path>")
      svg.drawn(words.heading, x: 30, y: 136, "caption")
      svg.raw("<path class=\"writing\" d=\"M30 152h250M30 164h232\"></path>")
      svg.raw("<path class=\"ruled\" d=\"M30 184h256v66H30zM30 206h256M30 228h256M190 184v66\"></path>")
      svg.raw("<path class=\"writing\" d=\"M40 195h92M202 195h50M40 217h110M202 217h62M40 239h70M202 239h44\"></path>")
      svg.place(1, words.companyNumber, "400 1234", y: 272)
      svg.place(2, words.pin, "KMPR-TZWB-LHX", y: 330)
    }
  }

  /// A drawing of the letter with a new PIN, marking the same two places.
  package mutating func letterPicture(_ words: PaperWords) {
    picture(words) { svg in
      svg.raw("<path class=\"heading\" d=\"M206 30h80\"></path><path class=\"ruled\" d=\"M8 138h10M8 272h10\"></path>")
      svg.raw("<path class=\"writing\" d=\"M30 64h78M30 76h92M30 88h60M222 64h64M222 76h48M222 88h56\"></path>")
      svg.drawn(words.heading, x: 30, y: 136, "caption")
      svg.raw("<path class=\"writing\" d=\"M30 156h250M30 168h238M30 180h252M30 192h120\"></path>")
      svg.place(1, words.companyNumber, "400 1234", y: 214)
      svg.place(2, words.pin, "KMPR-TZWB-LHX", y: 272)
      svg.raw("<path class=\"writing\" d=\"M30 348h240M30 360h252M30 372h88\"></path>")
    }
  }

  private mutating func picture(_ words: PaperWords, _ drawing: (inout HTML) -> Void) {
    element("figure", [.class("picture")]) { figure in
      let attributes: [Attribute] = [
        .attribute("viewBox", "0 0 316 412"), .role("img"), .label(words.description),
      ]
      figure.element("svg", attributes) { svg in
        svg.raw("<rect class=\"sheet\" x=\"8\" y=\"4\" width=\"300\" height=\"404\" rx=\"4\"></rect>")
        drawing(&svg)
      }
      figure.element("figcaption", text: words.caption)
    }
  }

  private mutating func place(_ number: Int, _ label: String, _ value: String, y: Int) {
    let box: [Attribute] = [
      .class("place"), .attribute("x", "72"), .attribute("y", String(y)), .attribute("width", "214"),
      .attribute("height", "48"), .attribute("rx", "5"),
    ]
    element("rect", box) { _ in }
    drawn(label, x: 84, y: y + 19, "caption")
    drawn(value, x: 84, y: y + 38, "value")
    let dot: [Attribute] = [
      .class("dot"), .attribute("cx", "46"), .attribute("cy", String(y + 24)), .attribute("r", "13"),
    ]
    element("circle", dot) { _ in }
    drawn(String(number), x: 46, y: y + 29, "number")
  }

  private mutating func drawn(_ text: String, x: Int, y: Int, _ className: String) {
    let attributes: [Attribute] = [.class(className), .attribute("x", String(x)), .attribute("y", String(y))]
    element("text", attributes, text: text)
  }
}
