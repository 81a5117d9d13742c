/// A week in a picture of weeks.
package struct WeekField: Sendable {
  package let number: Int
  /// Decides the colour: `missing`, `draft`, `submitted`, `returned`, `signed`, `paper`.
  package let kind: String
  /// The week and its state, for those who do not see the picture.
  package let words: String
  /// The state, shown on pointing.
  package let short: String
  /// Nil where the viewer cannot open it.
  package let path: String?

  package init(number: Int, kind: String, words: String, short: String, path: String?) {
    self.number = number
    self.kind = kind
    self.words = words
    self.short = short
    self.path = path
  }
}

extension HTML {
  /// Weeks as fields side by side, large enough for a thumb: number and a sign that says the state without colour.
  package mutating func weekGrid(_ weeks: [WeekField]) {
    ol(.class("weeks")) { list in
      for week in weeks {
        list.li(.class(week.kind)) { field in
          let attributes: [Attribute] = [.attribute("aria-label", week.words), .attribute("title", week.short)]
          if let path = week.path {
            field.element("a", [.href(path)] + attributes, text: String(week.number))
          } else {
            field.element("span", [.role("img")] + attributes, text: String(week.number))
          }
        }
      }
    }
  }
}
