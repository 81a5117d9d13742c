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

/// The weeks of a month in a picture of weeks.
package struct WeekMonth: Sendable {
  /// Such as `August 2026`.
  package let name: String
  package let weeks: [WeekField]

  package init(name: String, weeks: [WeekField]) {
    self.name = name
    self.weeks = weeks
  }
}

extension HTML {
  /// Weeks as fields, a row for each month: large enough for a thumb, with number and a sign that says the state without
  /// colour.
  package mutating func weekGrid(_ months: [WeekMonth]) {
    ul(.class("months")) { list in
      for month in months {
        list.li { item in
          item.p(month.name, .class("month"))
          item.weekRow(month)
        }
      }
    }
  }

  private mutating func weekRow(_ month: WeekMonth) {
    ol(.class("weeks"), .label(month.name)) { list in
      for week in month.weeks {
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
