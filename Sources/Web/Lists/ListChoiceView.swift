import Chronology

extension ListChoice {
  static var formID: String { "auswahl" }
  static var field: String { "auswahl" }
}

extension FormInput {
  /// The ids of the rows selected in a list, each once; limited to the number of rows on a page.
  package var chosenRows: [Int64] {
    var seen: Set<Int64> = []
    return all(ListChoice<Int64>.field).prefix(Self.mostChosen).compactMap { TypedNumber.key($0) }.filter {
      seen.insert($0).inserted
    }
  }

  private static let mostChosen = 500
}

extension ListPage {
  /// Selects all rows of the page, or none if all are selected.
  fileprivate func wholePage(_ choice: ListChoice<Row>) -> Link {
    let isAll = request.choosesAll
    let label = isAll ? visit.t("web.list.chooseNone") : choice.all ?? visit.t("web.list.chooseAll")
    return Link(label, address(request.samePage(isChosen: !isAll)))
  }
}

extension HTML {
  mutating func listChoice<Row, Order>(_ choice: ListChoice<Row>, of list: ListPage<Row, Order>) {
    listChoice(action: choice.action, token: list.visit.formToken, list.wholePage(choice)) { choice.form(&$0) }
  }

  /// The form for all selected rows. It is placed above the table and referenced by the check boxes (attribute `form`),
  /// so that rows may contain forms of their own.
  mutating func listChoice(action: String, token: String, _ way: Link, _ content: (inout HTML) -> Void) {
    form(action: action, token: token, .id(ListChoice<Int64>.formID), .class("list-choice")) { form in
      form.a(way.label, href: way.path)
      form.buttonRow(content)
    }
  }

  /// The check box that selects a row of a table.
  mutating func pick(_ tick: ListTick, isPicked: Bool) {
    void(
      "input",
      [
        .id(tick.elementID), .type("checkbox"), .name(tick.name), .value(tick.value),
        .attribute("form", ListChoice<Int64>.formID), .flag("checked", if: isPicked),
      ])
    element("label", [.for(tick.elementID), .class("visually-hidden")], text: tick.label)
  }

  /// Writes a list whose rows are read in full before they are selected: one below the other, the buttons after the
  /// last. Writes nothing for a list without choice.
  /// - Parameter content: writes a row, with `listTick(_:_:)` where its check box stands. It must not contain a form.
  package mutating func listInFull<Row, Order>(
    _ list: ListPage<Row, Order>, _ found: ListRows<Row>, _ content: (inout HTML, Row) -> Void
  ) {
    guard let choice = list.choice else { return }
    guard !found.isEmpty else { return listEmpty(list) }
    form(action: choice.action, token: list.visit.formToken, .class("form stack")) { form in
      if found.rows.count > 1 {
        let way = list.wholePage(choice)
        form.p { $0.a(way.label, href: way.path) }
      }
      for row in found.rows { content(&form, row) }
      choice.form(&form)
    }
    listPaging(list, found)
  }

  /// Writes the check box of a row within `listInFull`; nothing for a row that cannot be selected.
  package mutating func listTick<Row, Order>(_ list: ListPage<Row, Order>, _ row: Row) {
    guard let tick = list.choice?.tick(row) else { return }
    checkbox(
      Question(tick.name, tick.label, isRequired: false), value: tick.value, isChecked: list.request.choosesAll)
  }
}
