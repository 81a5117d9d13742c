extension HTML {
  /// Writes a list: search, rows and pagination.
  package mutating func list<Row, Order>(_ list: ListPage<Row, Order>, _ found: ListRows<Row>) {
    listSearch(list)
    listRows(list, found)
  }

  /// The search and the filters of a list; writes nothing if it has none.
  package mutating func listSearch<Row, Order>(_ list: ListPage<Row, Order>) {
    let byHand = list.filters.filter(\.isChosenByHand)
    guard list.search != nil || !byHand.isEmpty else { return }
    let (t, request) = (list.visit.t, list.request)
    searchForm(
      action: list.path, label: list.search?.label ?? list.title, submit: t("web.list.search"),
      reset: request.isNarrowed ? Link(list.reset ?? t("web.list.reset"), list.path) : nil
    ) { form in
      if let search = list.search {
        form.field(
          Field(
            ListQuery.search, search.label, kind: .search, hint: search.hint, value: request.text, isRequired: false,
            width: .wide))
      }
      for filter in byHand {
        form.selectField(
          Question(filter.name, filter.label, isRequired: false), filter.choices, selected: request[filter.name],
          empty: filter.all)
      }
      form.listOrder(list)
    }
  }

  /// A choice of orders: phones show no column heads to sort by, and some orders belong to no column.
  private mutating func listOrder<Row, Order>(_ list: ListPage<Row, Order>) {
    guard list.columns.contains(where: { $0.order != nil }) else { return }
    let (t, request) = (list.visit.t, list.request)
    let names = list.orderNames
    let known = Order.allCases.filter { names[$0] != nil }
    let isForAll = known.contains { order in !list.columns.contains { $0.order == order } }
    div(.class(isForAll ? "list-order" : "list-order cards-only")) { part in
      part.selectField(
        Question(ListQuery.order, t("web.list.order"), isRequired: false),
        known.flatMap { order in
          [order.beginsAtEnd, !order.beginsAtEnd].map { isDescending in
            Choice(
              ListRequest.code(order, isDescending: isDescending),
              t("web.list.\(isDescending ? "descending" : "ascending")", ["column": names[order] ?? ""]))
          }
        }, selected: ListRequest.code(request.order, isDescending: request.isDescending))
    }
  }

  /// The count, the rows and the pagination.
  package mutating func listRows<Row, Order>(_ list: ListPage<Row, Order>, _ found: ListRows<Row>) {
    if found.isEmpty {
      listEmpty(list)
    } else {
      listCount(list, found)
      if let choice = list.choice { listChoice(choice, of: list) }
      listTable(list, found.rows)
    }
    listPaging(list, found)
  }

  mutating func listEmpty<Row, Order>(_ list: ListPage<Row, Order>) {
    emptyState(title: list.empty.title, text: list.empty.text, icon: list.empty.icon)
  }

  mutating func listPaging<Row, Order>(_ list: ListPage<Row, Order>, _ found: ListRows<Row>) {
    let (t, request) = (list.visit.t, list.request)
    let next = found.hasMore ? found.rows.last.map { list.key($0, request.order) } : nil
    pagination(
      label: list.paging ?? t("web.list.paging"),
      previous: request.after == nil ? nil : Link(t("web.list.first"), list.address(request.firstPage)),
      next: next.map { key in
        let query = request.page(after: key, firstRow: request.firstRow + found.rows.count)
        return Link(list.next ?? t("web.list.next"), list.address(query))
      })
  }

  private mutating func listCount<Row, Order>(_ list: ListPage<Row, Order>, _ found: ListRows<Row>) {
    guard let place = list.place(of: found) else { return }
    guard list.fileCode != nil else { return listHead(place) }
    let (words, address) = (list.visit.t("web.list.file"), list.address(list.request.file))
    listHead(place) { $0.buttonLink(words, href: address, icon: .download) }
  }

  private mutating func listTable<Row, Order>(_ list: ListPage<Row, Order>, _ rows: [Row]) {
    let chosen = list.choice.map { _ in [Column(list.visit.t("web.list.chosen"), .pick, isTitleHidden: true)] } ?? []
    table(
      caption: list.title, columns: chosen + list.columns.map { list.head($0) }, isDense: list.isDense
    ) { table in
      for row in rows {
        table.row { cells in
          if let choice = list.choice {
            cells.cell { cell in
              if let tick = choice.tick(row) { cell.pick(tick, isPicked: list.request.choosesAll) }
            }
          }
          cells.cells(of: row, list.columns)
        }
      }
    }
  }

  /// Rows with the columns of a list, as a part of another page.
  package mutating func table<Row, Order>(caption: String, _ columns: [ListColumn<Row, Order>], _ rows: [Row]) {
    table(
      caption: caption, columns: columns.map { Column($0.title, $0.style, isTitleHidden: $0.isTitleHidden) }
    ) { table in
      for row in rows { table.row { $0.cells(of: row, columns) } }
    }
  }
}

extension TableWriter {
  fileprivate mutating func cells<Row, Order>(of row: Row, _ columns: [ListColumn<Row, Order>]) {
    for column in columns {
      if column.isHeading {
        heading { column.cell(&$0, row) }
      } else {
        cell { column.cell(&$0, row) }
      }
    }
  }
}

extension ListPage {
  func address(_ query: String) -> String {
    query.isEmpty ? path : "\(path)\(path.contains("?") ? "&" : "?")\(query)"
  }

  /// The labels of the orders: the titles of the columns that they sort by.
  var orderNames: [Order: String] {
    let ofColumns = columns.compactMap { column in column.order.map { ($0, column.title) } }
    return Dictionary(ofColumns + otherOrders.map { ($0.key, $0.value) }) { first, _ in first }
  }

  func head(_ column: ListColumn<Row, Order>) -> Column {
    var head = Column(column.title, column.style, isTitleHidden: column.isTitleHidden)
    guard let order = column.order else { return head }
    let isCurrent = order == request.order
    let isDescending = isCurrent ? !request.isDescending : order.beginsAtEnd
    head.sort = ColumnSort(
      path: address(request.query(in: order, isDescending: isDescending)),
      state: !isCurrent ? nil : request.isDescending ? .descending : .ascending)
    return head
  }

  /// Such as `1.234 Betriebe, 51 bis 100`; nil if it would say nothing.
  func place(of found: ListRows<Row>) -> String? {
    let t = visit.t
    let last = request.firstRow + found.rows.count - 1
    let span = ["first": t.number(request.firstRow), "last": t.number(last)]
    let isAll = !found.hasMore && request.after == nil
    guard let countKey, let count = found.count, count >= last else {
      return isAll && fileCode == nil ? nil : t("web.list.rows", span)
    }
    let rows =
      count > Self.mostCounted
      ? t("web.list.more", ["rows": t.counted(countKey, Self.mostCounted)]) : t.counted(countKey, count)
    return isAll ? rows : t("web.list.place", span.merging(["rows": rows]) { first, _ in first })
  }
}
