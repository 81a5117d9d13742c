import Web

/// The summary line of a collapsed day.
struct DaySummary {
  let day: String
  let kind: String
  let hours: String
}

extension HTML {
  /// A collapsible day. The line shows kind and hours; a script updates it while they are changed.
  mutating func day(_ summary: DaySummary, id: String, isOpen: Bool, _ content: (inout HTML) -> Void) {
    element("details", [.class("details day"), .id(id), .flag("open", if: isOpen)]) { details in
      details.element("summary") { line in
        line.icon(.chevron)
        line.span(summary.day)
        line.span(summary.kind, .class("badge"), .flag("data-day-kind"))
        line.span(summary.hours, .class("muted"), .flag("data-day-hours"))
      }
      details.div(.class("body"), content: content)
    }
  }

  /// A button that sends its form to another address (`formaction`).
  mutating func submit(_ label: String, to action: String, name: String? = nil, value: String? = nil) {
    element(
      "button",
      [
        .type("submit"), .class("button quiet"), .attribute("formaction", action), .attribute("name", name),
        .attribute("value", value),
      ], text: label)
  }
}
