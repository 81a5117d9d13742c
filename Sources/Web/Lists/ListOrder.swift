/// A sort order of a list. Raw values appear in addresses that people bookmark, so they must not change.
package protocol ListOrder: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  /// The default order.
  static var standard: Self { get }
  /// Whether the rows are sorted by their id alone, that is, by creation.
  var isByNumber: Bool { get }
  /// Whether the default direction is descending, such as newest first.
  var beginsAtEnd: Bool { get }
}

extension ListOrder {
  package var isByNumber: Bool { false }
  package var beginsAtEnd: Bool { false }
}

/// The order of lists that are only shown newest first.
package enum NewestFirst: String, ListOrder {
  case date = "datum"

  package static let standard = NewestFirst.date
  package var isByNumber: Bool { true }
  package var beginsAtEnd: Bool { true }
}

/// The order of a queue: what has waited longest comes first.
package enum OldestFirst: String, ListOrder {
  case date = "datum"

  package static let standard = OldestFirst.date
  package var isByNumber: Bool { true }
}

/// The rows requested of a list: order, start and limit.
package struct ListSlice<Order: ListOrder>: Sendable {
  package let order: Order
  /// From the highest to the lowest.
  package let isDescending: Bool
  package let after: ListKey?
  package let limit: Int

  package init(_ order: Order, isDescending: Bool = false, after: ListKey? = nil, limit: Int) {
    self.order = order
    self.isDescending = isDescending
    self.after = after
    self.limit = limit
  }

  /// The first rows in the default direction.
  package static func first(_ limit: Int) -> ListSlice {
    ListSlice(.standard, isDescending: Order.standard.beginsAtEnd, limit: limit)
  }
}
