import Accounts
import Database
import Office
import Web

/// The officers' pages about occupations: the data from the chamber's file, and what exams still need.
extension Apprenticeships {
  @Sendable func occupationList(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    let list = occupations(visit)
    let filter = OccupationFilter(text: list.request.text, isIncomplete: list.request["angaben"] == "fehlen")
    if list.isFile { return try await list.download(from: database) { try OccupationQueries.page(filter, $0, in: $1) } }
    let found = try await database.read { connection in
      try list.find {
        try OccupationQueries.page(filter, $0, in: connection)
      } count: {
        try OccupationQueries.count(filter, limit: $0, in: connection)
      }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: t("training.occupations.lead")) { actions in
        actions.buttonLink(t("office.import"), href: "\(OfficePath.fileImport)?art=occupations", icon: .upload)
      }
      page.list(list, found)
    }
  }

  private func occupations(_ visit: Visit) -> ListPage<Occupation, OccupationOrder> {
    let t = visit.t
    var list = ListPage<Occupation, OccupationOrder>(
      visit, ApprenticeshipPath.occupations, title: t("training.occupations.title"),
      search: ListSearch(t("office.search"), hint: t("training.occupations.searchHint")),
      filters: [
        ListFilter(
          "angaben", t("training.occupations.facts"), [Choice("fehlen", t("training.occupations.incomplete"))],
          all: t("training.state.all"))
      ]
    ) { $0.key(in: $1) }
    list.columns = [
      .heading(t("training.field.occupation"), by: .name) {
        $0.title
      } href: {
        ApprenticeshipPath.occupation($0.id)
      },
      ListColumn(t("training.occupation.number"), by: .number) { $0.number },
      ListColumn(t("training.occupation.law")) { t.law($0.examFacts) },
      ListColumn(t("training.occupation.exam")) { t.exam($0.examFacts) },
      .badge(t("training.occupations.facts")) {
        t($0.examFacts.isComplete ? "training.occupations.complete" : "training.occupations.incomplete")
      } kind: {
        $0.examFacts.isComplete ? .good : .wait
      },
    ]
    list.empty = ListNothing(t("training.occupations.none"), t("training.occupations.noneText"))
    list.countKey = "training.occupations.count"
    list.fileCode = "occupations"
    return list
  }

  @Sendable func occupationPage(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("occupation") else { throw NotFound() }
    let found = try await database.read { connection in
      try OccupationQueries.occupation(id, in: connection).map {
        ($0, try OccupationQueries.apprenticeships(of: id, in: connection))
      }
    }
    guard let (occupation, count) = found else { throw NotFound() }
    let t = visit.t
    let facts = occupation.examFacts
    return visit.page(occupation.title) { page in
      page.breadcrumb(
        label: t("office.breadcrumb"), [Link(t("training.occupations.title"), ApprenticeshipPath.occupations)])
      page.pageHead(occupation.title, overline: "\(t("training.occupation.number")) \(occupation.number)")
      page.card(title: t("training.occupation.exams")) { card in
        if !facts.isComplete { card.p(t("training.occupation.incompleteText")) }
        card.descriptionList(t.items(of: facts))
        card.p(t("training.occupation.source"), .class("muted"))
      }
      page.card(title: t("training.occupation.training")) { card in
        card.descriptionList([
          DescriptionItem(t("training.occupation.length"), t.counted("training.occupation.months", occupation.months)),
          DescriptionItem(t("training.occupation.entries"), t.number(count)),
        ])
        card.p {
          $0.a(
            t("training.occupation.list"),
            href: "\(ApprenticeshipPath.register)?suche=\(FormInput.encoded(occupation.name))")
        }
      }
    }
  }
}

extension Texts {
  fileprivate func law(_ facts: ExamFacts) -> String {
    facts.law.map { self("training.law.\($0.rawValue)") } ?? "–"
  }

  fileprivate func exam(_ facts: ExamFacts) -> String {
    guard let form = facts.form else { return "–" }
    guard form == .stretched, let weight = facts.firstPartWeight else {
      return self("training.examForm.\(form.rawValue)")
    }
    return self("training.occupation.stretched", ["weight": percent(tenths: weight)])
  }

  fileprivate func items(of facts: ExamFacts) -> [DescriptionItem] {
    [
      DescriptionItem(self("training.occupation.law"), law(facts)),
      DescriptionItem(self("training.occupation.regulation"), facts.regulation.isEmpty ? "–" : facts.regulation),
      DescriptionItem(self("training.occupation.exam"), exam(facts)),
      DescriptionItem(
        self("training.occupation.provider"),
        facts.taskProvider.isEmpty ? self("training.occupation.ownTasks") : facts.taskProvider),
      DescriptionItem(self("training.occupation.kldb"), facts.kldb.isEmpty ? "–" : facts.kldb),
    ]
  }

  /// `35 %`, `27,5 %`.
  private func percent(tenths: Int) -> String {
    let rest = tenths % 10
    return self("training.percent", ["number": rest == 0 ? String(tenths / 10) : "\(tenths / 10),\(rest)"])
  }
}
