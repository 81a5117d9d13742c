import Chronology

/// The position for key paging (keyset pagination): the row after which a page starts. Stays fast, and skips nothing
/// when rows are added or removed.
package struct ListKey: Sendable, Equatable {
  /// The sort key of the row; empty if the list is sorted by row id alone.
  package let sortKey: String
  package let id: Int64

  /// Longer keys were not made by this portal.
  static let longest = 1000

  package init(_ sortKey: String, _ id: Int64) {
    self.sortKey = sortKey
    self.id = id
  }

  /// The position in a list sorted by row id.
  package init(_ id: Int64) {
    self.init("", id)
  }

  /// The form used in addresses.
  func text(isByNumber: Bool) -> String { isByNumber ? String(id) : "\(id)-\(sortKey)" }

  /// Parses what `text` wrote; nil for anything else.
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
