import Chronology

/// The parameter names in the addresses of lists.
enum ListQuery {
  static let search = "suche"
  static let after = "nach"
  static let before = "vor"
  static let order = "sortierung"
  /// The number of the first row of a page, for display.
  static let row = "zeile"
  static let format = "format"
  static let file = "csv"
  static let chosen = "wahl"
  static let everyRow = "alle"
  /// Suffix of an order's code: reversed.
  static let reversed = "-umgekehrt"

  /// The row number of one of several lists of a page.
  static func row(of place: String?) -> String { place.map { "\($0)-\(row)" } ?? row }
}

/// A parsed list request: search, filters, order and page. Unknown or too long values are ignored.
package struct ListRequest<Order: ListOrder>: Sendable {
  /// The search text; empty for all.
  package let text: String
  package let order: Order
  package let isDescending: Bool
  package let after: ListKey?
  /// The number of the page's first row, counted from 1.
  let firstRow: Int
  /// Whether the whole list is requested as a file.
  package let isFile: Bool
  /// Whether all rows of the page are to be selected.
  let choosesAll: Bool
  private let values: [String: String]
  private let filters: [ListFilter]
  private let hasSearch: Bool
  /// The parameter of the position, if it is not the common one.
  private let place: String?

  private static var longestText: Int { 200 }
  private static var mostRows: Int { 10_000_000 }

  /// - Parameter place: the name of the parameter of the position, if the page has several lists.
  package init(_ query: FormInput, filters: [ListFilter] = [], hasSearch: Bool = true, place: String? = nil) {
    self.filters = filters
    self.hasSearch = hasSearch
    self.place = place
    text = hasSearch ? String(query.trimmed(ListQuery.search).prefix(Self.longestText)) : ""
    values = Dictionary(filters.map { ($0.name, $0.value(query[$0.name])) }) { first, _ in first }
    let (order, isDescending) = Self.order(query[ListQuery.order])
    (self.order, self.isDescending) = (order, isDescending)
    let key = query[place ?? Self.placeName(order, isDescending)]
    after = key.isEmpty ? nil : ListKey(key, isByNumber: order.isByNumber)
    let row = TypedNumber.whole(query[ListQuery.row(of: place)], in: 1...Self.mostRows) ?? 1
    firstRow = after == nil ? 1 : row
    isFile = query[ListQuery.format] == ListQuery.file
    choosesAll = query[ListQuery.chosen] == ListQuery.everyRow
  }

  /// The value of a filter; empty if it is not set.
  package subscript(_ filter: String) -> String { values[filter] ?? "" }

  /// Whether a search or a filter is active.
  package var isNarrowed: Bool {
    !text.isEmpty || filters.contains { self[$0.name] != $0.standard }
  }

  /// The rows of a page plus one, which tells whether there is a next page.
  func slice(_ size: Int) -> ListSlice<Order> {
    ListSlice(order, isDescending: isDescending, after: after, limit: size + 1)
  }

  private static func order(_ typed: String) -> (Order, Bool) {
    let isReversed = typed.hasSuffix(ListQuery.reversed)
    let code = isReversed ? String(typed.dropLast(ListQuery.reversed.count)) : typed
    guard let order = Order(rawValue: code) else { return (.standard, Order.standard.beginsAtEnd) }
    return (order, order.beginsAtEnd != isReversed)
  }

  static func code(_ order: Order, isDescending: Bool) -> String {
    order.rawValue + (isDescending == order.beginsAtEnd ? "" : ListQuery.reversed)
  }

  /// In lists with the newest first, pages go back in time, so the parameter is named "before" instead of "after".
  private static func placeName(_ order: Order, _ isDescending: Bool) -> String {
    order.isByNumber && isDescending ? ListQuery.before : ListQuery.after
  }
}

// MARK: Addresses

extension ListRequest {
  private typealias Fields = [(name: String, value: String)]

  private func fields(in order: Order, isDescending: Bool) -> Fields {
    var fields: Fields = hasSearch ? [(ListQuery.search, text)] : []
    fields += filters.filter { $0.isChosenByHand || !self[$0.name].isEmpty }.map { ($0.name, self[$0.name]) }
    if order != .standard || isDescending != order.beginsAtEnd {
      fields.append((ListQuery.order, Self.code(order, isDescending: isDescending)))
    }
    return fields
  }

  private func query(_ more: Fields) -> String {
    FormInput(fields(in: order, isDescending: isDescending) + more).urlEncoded
  }

  private func place(after key: ListKey, firstRow: Int) -> Fields {
    [
      (place ?? Self.placeName(order, isDescending), key.text(isByNumber: order.isByNumber)),
      (ListQuery.row(of: place), String(firstRow)),
    ]
  }

  /// The query string for another order, from the first page.
  func query(in order: Order, isDescending: Bool) -> String {
    FormInput(fields(in: order, isDescending: isDescending)).urlEncoded
  }

  /// The query string of the first page.
  var firstPage: String { query([]) }

  /// The query string of the page after a row.
  func page(after key: ListKey, firstRow: Int) -> String { query(place(after: key, firstRow: firstRow)) }

  /// The query string of the whole list as a file.
  var file: String { query([(ListQuery.format, ListQuery.file)]) }

  /// The query string of the same page with all of its rows selected, or none.
  func samePage(isChosen: Bool) -> String {
    let here = after.map { place(after: $0, firstRow: firstRow) } ?? []
    return query(here + (isChosen ? [(ListQuery.chosen, ListQuery.everyRow)] : []))
  }
}
