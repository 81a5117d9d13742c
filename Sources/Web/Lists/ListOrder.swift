/// An order in which a list can be shown. Its raw value stands in addresses that people keep, so it stays.
package protocol ListOrder: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  /// In which the list comes unless somebody asks for another.
  static var standard: Self { get }
  /// Whether the rows are sorted by their own number: what came later stands later, and the number alone is the place.
  var isByNumber: Bool { get }
  /// Whether it begins at its end: the newest first.
  var beginsAtEnd: Bool { get }
}

extension ListOrder {
  package var isByNumber: Bool { false }
  package var beginsAtEnd: Bool { false }
}

/// The order of a list that only goes back in time.
package enum NewestFirst: String, ListOrder {
  case date = "datum"

  package static let standard = NewestFirst.date
  package var isByNumber: Bool { true }
  package var beginsAtEnd: Bool { true }
}

/// The order of a queue: what waits longest comes first.
package enum OldestFirst: String, ListOrder {
  case date = "datum"

  package static let standard = OldestFirst.date
  package var isByNumber: Bool { true }
}

/// The rows of a list that are asked for: in which order, behind which row, and how many at most.
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

  /// The first rows in the usual order.
  package static func first(_ limit: Int) -> ListSlice {
    ListSlice(.standard, isDescending: Order.standard.beginsAtEnd, limit: limit)
  }
}
