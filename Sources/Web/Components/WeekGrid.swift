/// One week in a calendar of weeks.
package struct WeekField: Sendable {
  package let number: Int
  /// Decides the colour: `missing`, `draft`, `submitted`, `returned`, `signed` or `paper`.
  package let kind: String
  /// The week and its state, for screen readers.
  package let words: String
  /// The state, as tooltip.
  package let short: String
  /// Nil if the viewer may not open it.
  package let path: String?

  package init(number: Int, kind: String, words: String, short: String, path: String?) {
    self.number = number
    self.kind = kind
    self.words = words
    self.short = short
    self.path = path
  }
}

/// One month in a calendar of weeks.
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
  /// A calendar of weeks, one row per month. The fields are large enough for touch and show the number and a symbol, so
  /// that the state is visible without colour.
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
