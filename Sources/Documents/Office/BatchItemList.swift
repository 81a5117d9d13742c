/// One of the two lists of a batch: what has a problem, what has none. Each is paged by itself.
struct BatchItemList: Sendable {
  static let size = 50

  let field: String
  let after: Int64
  let items: [DocumentBatchItem]

  var shown: ArraySlice<DocumentBatchItem> { items.prefix(Self.size) }
  /// What the address of the next page carries; nil on the last.
  var next: String? { items.count > Self.size ? "\(field)=\(shown.last?.id ?? 0)" : nil }
  var here: String { after > 0 ? "\(field)=\(after)" : "" }
}
