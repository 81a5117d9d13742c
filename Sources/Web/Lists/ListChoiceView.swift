import Chronology

extension ListChoice {
  static var formID: String { "auswahl" }
  static var field: String { "auswahl" }
}

extension FormInput {
  /// The numbers of the rows that were chosen in a list, each once; more than a page has do not count.
  package var chosenRows: [Int64] {
    var seen: Set<Int64> = []
    return all(ListChoice<Int64>.field).prefix(Self.mostChosen).compactMap { TypedNumber.key($0) }.filter {
      seen.insert($0).inserted
    }
  }

  private static let mostChosen = 500
}

extension HTML {
  /// The one form of all chosen rows. It stands above the table, whose boxes name it: so rows may have forms of their own.
  mutating func listChoice<Row, Order>(_ choice: ListChoice<Row>, _ list: ListPage<Row, Order>) {
    let t = list.visit.t
    let isAll = list.request.choosesAll
    form(
      action: choice.action, token: list.visit.formToken, .id(ListChoice<Row>.formID), .class("list-choice")
    ) { form in
      form.a(
        t(isAll ? "web.list.chooseNone" : "web.list.chooseAll"),
        href: list.address(list.request.samePage(isChosen: !isAll)))
      form.buttonRow { choice.form(&$0) }
    }
  }

  mutating func pick<Row>(_ row: Row, _ choice: ListChoice<Row>, isPicked: Bool) {
    let id = choice.id(row)
    let name = Field.id(of: "\(ListChoice<Row>.field)-\(id)")
    void(
      "input",
      [
        .id(name), .type("checkbox"), .name(ListChoice<Row>.field), .value(String(id)),
        .attribute("form", ListChoice<Row>.formID), .flag("checked", if: isPicked),
      ])
    element("label", [.for(name), .class("visually-hidden")], text: choice.label(row))
  }
}
