import Web

/// One of the two lists on the page of a batch: items with and without a problem. Each has its own paging.
enum BatchItemList: Sendable {
  case bad
  case good

  /// The name of the parameter of the position.
  private var place: String {
    switch self {
    case .bad: "nicht"
    case .good: "zugeordnet"
    }
  }

  private var other: BatchItemList { self == .bad ? .good : .bad }

  /// The list without its columns, which need the names of the recipients found.
  func page(of batch: Int64, _ visit: Visit) -> ListPage<DocumentBatchItem, OldestFirst> {
    let t = visit.t
    let title = self == .bad ? t("documents.office.bad") : t("documents.office.good")
    var list = ListPage<DocumentBatchItem, OldestFirst>(
      visit, DocumentPath.batch(batch), title: title, filters: ListFilter.keeping(other.place), place: place
    ) { item, _ in ListKey(item.id) }
    list.countKey = "documents.office.items"
    list.paging = "\(title): \(t("web.list.paging"))"
    return list
  }
}
