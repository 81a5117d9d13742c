import Chronology

/// The row behind which a page of a list goes on: paging by it stays fast, and skips nobody when others come and go.
package struct ListKey: Sendable, Equatable {
  /// What the list is sorted by; empty where it is sorted by the number of the row alone.
  package let sortKey: String
  package let id: Int64

  /// Longer ones are no key that this portal made.
  static let longest = 1000

  package init(_ sortKey: String, _ id: Int64) {
    self.sortKey = sortKey
    self.id = id
  }

  /// The place in a list that is sorted by the numbers of its rows.
  package init(_ id: Int64) {
    self.init("", id)
  }

  /// As it stands in an address.
  func text(isByNumber: Bool) -> String { isByNumber ? String(id) : "\(id)-\(sortKey)" }

  /// Reads what `text` wrote; nil for anything else.
  init?(_ text: String, isByNumber: Bool) {
    guard text.utf8.count <= Self.longest else { return nil }
    if isByNumber {
      guard let id = TypedNumber.key(text) else { return nil }
      self.init(id)
      return
    }
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let id = TypedNumber.key(parts[0]) else { return nil }
    self.init(String(parts[1]), id)
  }
}
