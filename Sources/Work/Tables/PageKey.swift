import Chronology

/// A place in a list in the order of names: paging by it stays fast, and skips nobody when others come and go.
package struct PageKey: Sendable, Equatable {
  package let nameKey: String
  package let id: Int64

  package init(nameKey: String, id: Int64) {
    self.nameKey = nameKey
    self.id = id
  }

  /// As it stands in an address.
  package var text: String { "\(id)-\(nameKey)" }

  /// Reads what `text` wrote; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let id = TypedNumber.key(parts[0]) else { return nil }
    self.init(nameKey: String(parts[1]), id: id)
  }
}
