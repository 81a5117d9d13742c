/// A column of a list: title, sort order, and how a row is shown, as a cell and in a file.
package struct ListColumn<Row: Sendable, Order: ListOrder>: Sendable {
  let title: String
  let style: Column.Style
  let order: Order?
  let isHeading: Bool
  let isTitleHidden: Bool
  /// Nil if the column is not part of the file, such as buttons.
  let text: (@Sendable (Row) -> String)?
  let cell: @Sendable (inout HTML, Row) -> Void

  private init(
    _ title: String, _ style: Column.Style, _ order: Order?, isHeading: Bool = false, isTitleHidden: Bool = false,
    text: (@Sendable (Row) -> String)?, cell: @escaping @Sendable (inout HTML, Row) -> Void
  ) {
    self.title = title
    self.style = style
    self.order = order
    self.isHeading = isHeading
    self.isTitleHidden = isTitleHidden
    self.text = text
    self.cell = cell
  }

  /// A column of plain text.
  package init(
    _ title: String, _ style: Column.Style = .text, by order: Order? = nil, _ text: @escaping @Sendable (Row) -> String
  ) {
    self.init(title, style, order, text: text) { $0.text(text($1)) }
  }

  /// A column that shows more than text: a badge, a link.
  package init(
    _ title: String, _ style: Column.Style = .text, by order: Order? = nil, text: @escaping @Sendable (Row) -> String,
    cell: @escaping @Sendable (inout HTML, Row) -> Void
  ) {
    self.init(title, style, order, text: text, cell: cell)
  }

  /// A column that shows a state as a badge.
  package static func badge(
    _ title: String, _ text: @escaping @Sendable (Row) -> String, kind: @escaping @Sendable (Row) -> BadgeKind
  ) -> ListColumn {
    ListColumn(title, text: text) { $0.badge(text($1), kind($1)) }
  }

  /// The row header, linked to the row's page.
  package static func heading(
    _ title: String, by order: Order? = nil, _ text: @escaping @Sendable (Row) -> String,
    href: @escaping @Sendable (Row) -> String
  ) -> ListColumn {
    ListColumn(title, .text, order, isHeading: true, text: text) { $0.a(text($1), href: href($1)) }
  }

  /// The row header, with custom content.
  package static func heading(
    _ title: String, by order: Order? = nil, text: @escaping @Sendable (Row) -> String,
    cell: @escaping @Sendable (inout HTML, Row) -> Void
  ) -> ListColumn {
    ListColumn(title, .text, order, isHeading: true, text: text, cell: cell)
  }

  /// A column of buttons, left out of files.
  package static func actions(
    _ title: String, cell: @escaping @Sendable (inout HTML, Row) -> Void
  ) -> ListColumn {
    ListColumn(title, .end, nil, isTitleHidden: true, text: nil, cell: cell)
  }
}
