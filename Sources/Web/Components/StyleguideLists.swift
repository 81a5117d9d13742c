/// The part of the style guide about lists and tables.
func styleguideLists(into page: inout HTML) {
  specimen(&page, "Aufgaben", "taskList") { part in
    part.taskList(
      [
        TaskItem("E-Mail-Adresse bestätigen", path: nil, badge: ("erledigt", .good), isDone: true),
        TaskItem(
          "Betrieb freischalten", path: "#", detail: "Mit Betriebsnummer und PIN", badge: ("wartet auf Sie", .wait)),
        TaskItem("Kolleginnen und Kollegen einladen", path: nil, badge: ("später", .neutral)),
      ], isNumbered: true)
  }
  specimen(&page, "Verlauf", "timeline") { part in
    part.timeline([
      TimelineItem("Angefordert", detail: "Montag, 16. November 2026", state: .done, stateWords: "erledigt"),
      TimelineItem("Gedruckt", detail: "Dienstag, 17. November 2026", state: .done, stateWords: "erledigt"),
      TimelineItem("Unterwegs", detail: "etwa bis Freitag, 20. November", state: .now, stateWords: "jetzt"),
      TimelineItem("PIN eingegeben", state: .later, stateWords: "später"),
    ])
  }
  specimen(&page, "Beschreibung", "descriptionList") { part in
    part.descriptionList([
      DescriptionItem("Name", "Petra Holz"),
      DescriptionItem("E-Mail-Adresse", "petra.holz@holzwerk.example", action: Link("Ändern", "#")),
      DescriptionItem("Zustand") { $0.badge("aktiv", .good) },
    ])
  }
  page.summary(
    title: "Ihre Angaben (summary)", edit: Link("Bearbeiten", "#"),
    [DescriptionItem("Betrieb", "Holzwerk Nord GmbH"), DescriptionItem("Betriebsnummer", "400 1234")])
  specimen(&page, "Wege", "linkList") { part in
    part.linkList([Link("Anmelden", "#"), Link("Passwort vergessen", "#")])
  }
  table(&page)
}

private func table(_ page: inout HTML) {
  page.searchForm(action: "/styleguide", label: "Betriebe suchen", submit: "Suchen") { form in
    form.field(Field("s-suche", "Name oder Nummer", kind: .search, isRequired: false))
    form.selectField(
      Question("s-zeigen", "Zeigen", isRequired: false), [Choice("alle", "Alle"), Choice("aktiv", "Aktive")])
  }
  page.listHead("52 Betriebe, 51 bis 52") {
    $0.buttonLink("Als CSV herunterladen", href: "#", icon: .download)
  }
  page.listChoice(action: "#", token: "beispiel", Link("Alle Zeilen dieser Seite wählen", "#")) {
    $0.submitButton("Erinnern", .quiet)
  }
  var (name, number) = (Column("Name"), Column("Nummer", .number))
  name.sort = ColumnSort(path: "#", state: .ascending)
  number.sort = ColumnSort(path: "#", state: nil)
  page.table(
    caption: "Betriebe",
    columns: [
      Column("Gewählt", .pick, isTitleHidden: true), name, number, Column("Ort"), Column("Zustand"),
      Column("Aktion", .end, isTitleHidden: true),
    ], isDense: true
  ) { table in
    let companies = [("Holzwerk Nord GmbH", "400 1234", "Kiel"), ("Ößler & Söhne", "400 1777", "Plön")]
    for (position, (name, number, place)) in companies.enumerated() {
      table.row { row in
        row.cell { $0.pick(ListTick(id: position == 0 ? 1 : 2, "\(name) wählen"), isPicked: position == 0) }
        row.heading { $0.a(name, href: "#") }
        row.cell(number)
        row.cell(place)
        row.cell { $0.badge("freigeschaltet", .good) }
        row.cell { $0.postButton(action: "#", label: "PIN drucken", token: "beispiel", .plain, about: "für \(name)") }
      }
    }
  }
  page.pagination(label: "Seiten", previous: Link("Zum Anfang", "#"), next: nil)
}
