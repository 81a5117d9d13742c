/// A column of a table.
package struct Column: Sendable {
  package enum Style: String, Sendable {
    case text = ""
    /// Right-aligned figures.
    case number
    /// Right-aligned, for buttons.
    case end
    /// The check box that selects the row.
    case pick
  }

  package let title: String
  package let style: Style
  /// A hidden title is for screen readers only, as in columns of buttons.
  package let isTitleHidden: Bool
  /// Sorting by this column, if possible.
  var sort: ColumnSort?

  package init(_ title: String, _ style: Style = .text, isTitleHidden: Bool = false) {
    self.title = title
    self.style = style
    self.isTitleHidden = isTitleHidden
  }
}

/// The sort link in the head of a column.
struct ColumnSort: Sendable {
  enum State: String {
    case ascending, descending
  }

  let path: String
  /// The current direction; nil if the table is not sorted by this column.
  let state: State?
}

extension HTML {
  /// A table. On a phone each row becomes a card, titled with the row heading.
  ///
  ///     page.table(caption: t("list"), columns: [Column(t("name")), Column(t("number"), .number)]) { table in
  ///       for company in companies {
  ///         table.row { row in
  ///           row.heading { $0.a(company.name, href: company.path) }
  ///           row.cell(company.number)
  ///         }
  ///       }
  ///     }
  package mutating func table(
    caption: String, isCaptionShown: Bool = false, columns: [Column], cards: Bool = true, isDense: Bool = false,
    rows: (inout TableWriter) -> Void
  ) {
    let frame: [Attribute] = [
      .class("table-frame\(cards ? " cards" : "")\(isDense ? " dense" : "")"),
      .attribute("tabindex", cards ? nil : "0"), .attribute("role", cards ? nil : "region"),
      .attribute("aria-label", cards ? nil : caption),
    ]
    element("div", frame) { frame in
      frame.element("table") { table in
        table.element("caption", isCaptionShown ? [] : [.class("visually-hidden")], text: caption)
        table.tableHead(columns)
        table.element("tbody") { body in
          // Moved there and back, so that the bytes written so far have a single owner and are not copied.
          var writer = TableWriter(html: body, columns: columns)
          body = HTML(capacity: 0)
          rows(&writer)
          body = writer.html
        }
      }
    }
  }

  private mutating func tableHead(_ columns: [Column]) {
    element("thead") { head in
      head.tr { row in
        for column in columns {
          let style = column.style.rawValue
          let attributes: [Attribute] = [
            .attribute("scope", "col"), .attribute("class", style.isEmpty ? nil : style),
            .attribute("aria-sort", column.sort?.state?.rawValue),
          ]
          row.element("th", attributes) { cell in
            if column.isTitleHidden {
              cell.span(column.title, .class("visually-hidden"))
            } else if let sort = column.sort {
              cell.a(column.title, href: sort.path)
              // On cards nobody sorts here, but the head keeps its name.
              cell.span(column.title, .class("cards-only"))
            } else {
              cell.text(column.title)
            }
          }
        }
      }
    }
  }
}

/// Writes the rows of a table; keeps track of the next column.
package struct TableWriter {
  fileprivate var html: HTML
  private let columns: [Column]
  private var next = 0

  fileprivate init(html: HTML, columns: [Column]) {
    self.html = html
    self.columns = columns
  }

  package mutating func row(_ cells: (inout TableWriter) -> Void) {
    html.raw("<tr>")
    next = 0
    cells(&self)
    html.raw("</tr>")
  }

  /// The row header cell, usually the first one.
  package mutating func heading(_ content: (inout HTML) -> Void) {
    next += 1
    html.element("th", [.attribute("scope", "row")], content)
  }

  package mutating func heading(_ text: String) {
    heading { $0.text(text) }
  }

  package mutating func cell(_ content: (inout HTML) -> Void) {
    let column = next < columns.count ? columns[next] : nil
    next += 1
    let style = column?.style.rawValue ?? ""
    let label = column.map { $0.isTitleHidden ? "" : $0.title } ?? ""
    html.element("td", [.attribute("data-label", label), .attribute("class", style.isEmpty ? nil : style)]) { cell in
      // A single box for the whole content beside the label on the card.
      cell.div(content: content)
    }
  }

  package mutating func cell(_ text: String) {
    cell { $0.text(text) }
  }
}
