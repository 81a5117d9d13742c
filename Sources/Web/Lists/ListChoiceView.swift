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

extension HTML {
  mutating func listChoice<Row, Order>(_ choice: ListChoice<Row>, of list: ListPage<Row, Order>) {
    let isAll = list.request.choosesAll
    let way = Link(
      list.visit.t(isAll ? "web.list.chooseNone" : "web.list.chooseAll"),
      list.address(list.request.samePage(isChosen: !isAll)))
    listChoice(action: choice.action, token: list.visit.formToken, way) { choice.form(&$0) }
  }

  /// The form for all selected rows. It is placed above the table and referenced by the check boxes (attribute `form`),
  /// so that rows may contain forms of their own.
  mutating func listChoice(action: String, token: String, _ way: Link, _ content: (inout HTML) -> Void) {
    form(action: action, token: token, .id(ListChoice<Int64>.formID), .class("list-choice")) { form in
      form.a(way.label, href: way.path)
      form.buttonRow(content)
    }
  }

  /// The check box that selects a row.
  mutating func pick(_ id: Int64, _ label: String, isPicked: Bool) {
    let name = Field.id(of: "\(ListChoice<Int64>.field)-\(id)")
    void(
      "input",
      [
        .id(name), .type("checkbox"), .name(ListChoice<Int64>.field), .value(String(id)),
        .attribute("form", ListChoice<Int64>.formID), .flag("checked", if: isPicked),
      ])
    element("label", [.for(name), .class("visually-hidden")], text: label)
  }
}
