import Testing

@testable import Web

/// What addresses may ask of lists, and where the ways of a list lead.
struct ListTests {
  private enum Order: String, ListOrder {
    case name
    case number = "nummer"
    case newest = "neu"

    static let standard = Order.name
    var isByNumber: Bool { self == .newest }
    var beginsAtEnd: Bool { self == .newest }
  }

  private static let filters = [
    ListFilter("stand", "Stand", [Choice("offen", "offen"), Choice("alle", "alle")], standard: "offen"),
    ListFilter("art", "Art", [Choice("a", "A")], all: "alle", takes: { $0.hasPrefix("a.") }),
    ListFilter(fromLinks: "zu") { Int($0) != nil },
  ]

  private func request(_ query: String) -> ListRequest<Order> {
    ListRequest(FormInput(urlEncoded: query.utf8), filters: Self.filters)
  }

  @Test func `what is not known, too long or no key counts as not asked for`() {
    for query in [
      "", "sortierung=passwort&stand=%27--&art=b&zu=x&nach=1&vor=7&zeile=0&format=exe&wahl=2",
      "sortierung=&nach=-&zeile=-1", "nach=99999999999999999999-a", "nach=0-a", "nach=1e3-a",
      "nach=17-\(String(repeating: "a", count: 1001))", "sortierung=-umgekehrt", "zeile=7",
    ] {
      let asked = request(query)
      #expect(asked.order == .name && !asked.isDescending && asked.after == nil, "\(query)")
      #expect(asked["stand"] == "offen" && asked["art"] == "" && asked["zu"] == "" && asked["none"] == "")
      #expect(!asked.isFile && !asked.choosesAll && !asked.isNarrowed && asked.firstRow == 1)
    }
    #expect(request("suche=\(String(repeating: "x", count: 9999))").text.count == 200)
  }

  @Test func `search, filters, order and place are read`() {
    let asked = request("suche=+M%C3%BCller+&stand=alle&art=a.b&zu=3&sortierung=nummer-umgekehrt&nach=17-a-b&zeile=51")
    #expect(asked.text == "Müller" && asked["stand"] == "alle" && asked["art"] == "a.b" && asked["zu"] == "3")
    #expect(asked.order == .number && asked.isDescending && asked.after == ListKey("a-b", 17))
    #expect(asked.firstRow == 51 && asked.isNarrowed)
    #expect(asked.slice(50).limit == 51)
  }

  @Test func `the newest are read before one, all other orders after one`() {
    #expect(request("sortierung=neu&vor=9&nach=3").after == ListKey(9))
    #expect(request("sortierung=neu").isDescending)
    #expect(request("sortierung=neu-umgekehrt&vor=9&nach=3").after == ListKey(3))
    #expect(request("vor=9&nach=3-a").after == ListKey("a", 3))
  }

  @Test func `every way through a list keeps what was searched, filtered and sorted`() {
    let asked = request("suche=a%26b&stand=alle&zu=3&sortierung=nummer&nach=17-x&zeile=51&wahl=alle")
    let kept = "suche=a%26b&stand=alle&art=&zu=3"
    #expect(asked.firstPage == "\(kept)&sortierung=nummer")
    #expect(asked.page(after: ListKey("y z", 18), firstRow: 101) == "\(kept)&sortierung=nummer&nach=18-y%20z&zeile=101")
    #expect(asked.file == "\(kept)&sortierung=nummer&format=csv")
    #expect(asked.query(in: .name, isDescending: true) == "\(kept)&sortierung=name-umgekehrt")
    #expect(asked.query(in: .name, isDescending: false) == kept, "the usual order needs no word")
    #expect(asked.samePage(isChosen: false) == "\(kept)&sortierung=nummer&nach=17-x&zeile=51")
    #expect(asked.samePage(isChosen: true) == "\(kept)&sortierung=nummer&nach=17-x&zeile=51&wahl=alle")
    #expect(request(asked.page(after: ListKey("y z", 18), firstRow: 101)).after == ListKey("y z", 18))
  }

  @Test func `a list without a search asks for none`() {
    let asked = ListRequest<OldestFirst>(FormInput(urlEncoded: "suche=x&nach=4".utf8), hasSearch: false)
    #expect(asked.text.isEmpty && !asked.isNarrowed && asked.after == ListKey(4))
    #expect(asked.page(after: ListKey(5), firstRow: 2) == "nach=5&zeile=2" && asked.firstPage.isEmpty)
  }

  @Test func `of two lists on a page each keeps the position of the other`() {
    let query = FormInput(urlEncoded: "oben=4&oben-zeile=51&unten=9&unten-zeile=101&nach=7&unten-mehr=1".utf8)
    let asked = ListRequest<OldestFirst>(
      query, filters: ListFilter.keeping("unten"), hasSearch: false, place: "oben")
    #expect(asked.after == ListKey(4) && asked.firstRow == 51)
    #expect(asked.firstPage == "unten=9&unten-zeile=101")
    #expect(asked.page(after: ListKey(5), firstRow: 101) == "unten=9&unten-zeile=101&oben=5&oben-zeile=101")
    let broken = FormInput(urlEncoded: "oben=x&unten=%27&unten-zeile=-1".utf8)
    let first = ListRequest<OldestFirst>(
      broken, filters: ListFilter.keeping("unten"), hasSearch: false, place: "oben")
    #expect(first.after == nil && first.firstPage.isEmpty)
  }

  @Test(arguments: ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "＝1", "=\u{301}1"])
  func `what a spreadsheet would compute is text in a file`(_ text: String) {
    #expect(CSVText.cell(text) == "\"'\(text)\"")
  }

  @Test func `cells of a file hold quotes, separators and lines`() {
    var file = CSVText(head: ["Name", "Ort"])
    file.add(["Müller; \"Söhne\"", "a\nb"])
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text == "\u{FEFF}\"Name\";\"Ort\"\r\n\"Müller; \"\"Söhne\"\"\";\"a\nb\"\r\n")
  }

  @Test func `of the rows that are chosen each counts once, and nothing else`() {
    let sent = FormInput([("auswahl", "3"), ("auswahl", "x"), ("auswahl", "3"), ("auswahl", "-1"), ("auswahl", "9")])
    #expect(sent.chosenRows == [3, 9])
    #expect(FormInput((1...2000).map { ("auswahl", String($0)) }).chosenRows.count == 500)
  }

  @Test func `the head of a column tells how it is sorted, and leads to the other way`() {
    let html = String(
      decoding: HTML {
        var name = Column("Name")
        name.sort = ColumnSort(path: "/l?sortierung=name-umgekehrt&suche=", state: .ascending)
        var number = Column("Nummer")
        number.sort = ColumnSort(path: "/l?sortierung=nummer", state: nil)
        $0.table(caption: "Liste", columns: [name, number], isDense: true) { _ in }
      }.bytes, as: UTF8.self)
    #expect(html.contains("aria-sort=\"ascending\"><a href=\"/l?sortierung=name-umgekehrt&amp;suche=\">Name</a>"))
    #expect(html.matches(of: /aria-sort/).count == 1, "only the column that the list is sorted by")
    #expect(html.contains("class=\"table-frame cards dense\""))
  }
}
