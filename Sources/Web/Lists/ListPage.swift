/// A list of an area: title, search, filters, sort orders and columns. Parses a request, and renders itself as a page
/// or as a file. The area supplies the rows through a named query.
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
  /// The position of a row in an order.
  let key: @Sendable (Row, Order) -> ListKey
  package var columns: [ListColumn<Row, Order>] = []
  /// The labels of orders that belong to no column.
  package var otherOrders: [Order: String] = [:]
  package var empty = ListNothing("", "")
  package var size = 50
  /// The text key of the row count; nil for lists that are not counted.
  package var countKey: String?
  /// The labels of the paging links, if the common ones do not fit.
  package var next: String?
  /// The name of the paging for screen readers, if the common one does not fit.
  package var paging: String?
  package var reset: String?
  /// A compact layout with more rows on a screen; for officers, who look things up all day.
  package var isDense = true
  /// The code under which the audit log records a download of the list; nil if it cannot be downloaded.
  package var fileCode: String?
  package var choice: ListChoice<Row>?

  /// - Parameters:
  ///   - path: the address of the page; it may have a query.
  ///   - place: the name of the parameter of the position, if the page has several lists.
  package init(
    _ visit: Visit, _ path: String, title: String, search: ListSearch? = nil, filters: [ListFilter] = [],
    place: String? = nil,
    key: @escaping @Sendable (Row, Order) -> ListKey
  ) {
    self.visit = visit
    self.path = path
    self.title = title
    self.search = search
    self.filters = filters
    self.key = key
    request = ListRequest(visit.query, filters: filters, hasSearch: search != nil, place: place)
  }

  /// Whether the list is requested as a file and may be downloaded.
  package var isFile: Bool { request.isFile && fileCode != nil }

  /// Counting stops at this many rows: it would take longer than the page.
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
  /// The total of all pages; nil if not counted.
  let count: Int?

  package var isEmpty: Bool { rows.isEmpty }
}

/// The search field of a list.
package struct ListSearch: Sendable {
  let label: String
  let hint: String?

  package init(_ label: String, hint: String? = nil) {
    self.label = label
    self.hint = hint
  }
}

/// The placeholder of a list without rows.
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
