/// One of the two lists of a batch: items with and without a problem. Each has its own paging.
struct BatchItemList: Sendable {
  static let size = 50

  let field: String
  let after: Int64
  let items: [DocumentBatchItem]

  var shown: ArraySlice<DocumentBatchItem> { items.prefix(Self.size) }
  /// The query of the next page; nil on the last.
  var next: String? { items.count > Self.size ? "\(field)=\(shown.last?.id ?? 0)" : nil }
  var here: String { after > 0 ? "\(field)=\(after)" : "" }
}
