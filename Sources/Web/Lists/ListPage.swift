/// A list of an area: what it is called, what it can be searched for, filtered and sorted by, and its columns. It decodes
/// what somebody asks of it, and writes itself as a page or as a file. The area brings the rows by a named question.
///
///     let list = companies(visit)
///     let found = try await database.read { connection in
///       try list.find { try CompanyQueries.page($0, in: connection) }
///     }
///     return visit.page(list.title) { $0.list(list, found) }
package struct ListPage<Row: Sendable, Order: ListOrder>: Sendable {
  package let request: ListRequest<Order>
  package let title: String
  package let visit: Visit
  let path: String
  let search: ListSearch?
  let filters: [ListFilter]
  /// Where a row stands in an order.
  let key: @Sendable (Row, Order) -> ListKey
  package var columns: [ListColumn<Row, Order>] = []
  /// How orders are called that are none of a column.
  package var otherOrders: [Order: String] = [:]
  package var empty = ListNothing("", "")
  package var size = 50
  /// The key of the text that counts the rows; nil where nobody needs to know how many there are.
  package var countKey: String?
  /// The words of the way on and the way out, where those that all lists share do not fit.
  package var next: String?
  package var reset: String?
  /// More rows on a screen; for officers, who compare and look things up all day.
  package var isDense = true
  /// Under which name the audit log keeps that somebody took the list along as a file; nil where it is not given away.
  package var fileCode: String?
  package var choice: ListChoice<Row>?

  package init(
    _ visit: Visit, _ path: String, title: String, search: ListSearch? = nil, filters: [ListFilter] = [],
    key: @escaping @Sendable (Row, Order) -> ListKey
  ) {
    self.visit = visit
    self.path = path
    self.title = title
    self.search = search
    self.filters = filters
    self.key = key
    request = ListRequest(visit.query, filters: filters, hasSearch: search != nil)
  }

  /// Whether the list is asked for as a file, and is given away as one.
  package var isFile: Bool { request.isFile && fileCode != nil }

  /// More rows than these are not counted: it would take longer than the page.
  static var mostCounted: Int { 10_000 }

  /// The page that is asked for.
  /// - Parameters:
  ///   - rows: brings the rows of a slice.
  ///   - count: counts all rows up to a limit; asked only where one page does not show them all.
  package func find(
    _ rows: (ListSlice<Order>) throws -> [Row], count: ((_ limit: Int) throws -> Int)? = nil
  ) rethrows -> ListRows<Row> {
    let found = try rows(request.slice(size))
    let hasMore = found.count > size
    let isAll = !hasMore && request.after == nil
    return ListRows(
      rows: Array(found.prefix(size)), hasMore: hasMore,
      count: isAll ? found.count : try count?(Self.mostCounted + 1))
  }
}

/// The rows of a page.
package struct ListRows<Row: Sendable>: Sendable {
  package let rows: [Row]
  let hasMore: Bool
  /// Of all pages together; nil where nobody counted.
  let count: Int?

  package var isEmpty: Bool { rows.isEmpty }
}

/// The field to search a list by.
package struct ListSearch: Sendable {
  let label: String
  let hint: String?

  package init(_ label: String, hint: String? = nil) {
    self.label = label
    self.hint = hint
  }
}

/// What stands where no rows are.
package struct ListNothing: Sendable {
  let title: String
  let text: String
  let icon: Icon

  package init(_ title: String, _ text: String, icon: Icon = .inbox) {
    self.title = title
    self.text = text
    self.icon = icon
  }
}

/// What can be done with rows that are chosen: their numbers are sent under the name `ListChoice.field`.
package struct ListChoice<Row: Sendable>: Sendable {
  let action: String
  let id: @Sendable (Row) -> Int64
  /// What the box of a row is called.
  let label: @Sendable (Row) -> String
  /// The buttons of the one form, and what else is asked in it.
  let form: @Sendable (inout HTML) -> Void

  package init(
    action: String, id: @escaping @Sendable (Row) -> Int64, label: @escaping @Sendable (Row) -> String,
    form: @escaping @Sendable (inout HTML) -> Void
  ) {
    self.action = action
    self.id = id
    self.label = label
    self.form = form
  }
}
