import Accounts
import Apprenticeships
import Chronology
import Database
import Settings
import Web

/// `Dokumente`: what the chamber issued for the chosen function, newest first.
extension Documents {
  private static let pageSize = 50

  @Sendable func documentList(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.function, let addressee = function.addressee else { throw NotFound() }
    var filter = DocumentFilter(addressee, kinds: function.documentKinds)
    filter.text = visit.query.trimmed("suche")
    filter.isUnreadOnly = visit.query["neu"] == "1"
    filter.apprenticeship = TypedNumber.key(visit.query["verhaeltnis"])
    if let kind = DocumentKind(rawValue: visit.query["art"]), filter.kinds.contains(kind) { filter.kinds = [kind] }
    let wanted = filter
    let before = TypedNumber.key(visit.query["vor"])
    let found = try await database.read {
      try DocumentQueries.page(wanted, before: before, limit: Self.pageSize + 1, in: $0)
    }
    return listPage(visit, function, wanted, found, isFirst: before == nil)
  }

  private func listPage(
    _ visit: Visit, _ function: PortalFunction, _ filter: DocumentFilter, _ found: [ReceivedDocument], isFirst: Bool
  ) -> Reply {
    let t = visit.t
    let base =
      "/dokumente?suche=\(FormInput.encoded(filter.text))&art=\(FormInput.encoded(visit.query["art"]))"
      + (filter.isUnreadOnly ? "&neu=1" : "")
      + (filter.apprenticeship.map { "&verhaeltnis=\($0)" } ?? "")
    let isFiltered =
      !filter.text.isEmpty || filter.isUnreadOnly || !visit.query["art"].isEmpty || filter.apprenticeship != nil
    return visit.page(t("documents.menu")) { page in
      page.pageHead(t("documents.menu"), overline: function.title, lead: t("documents.list.lead"))
      if isFiltered || !found.isEmpty { search(&page, visit, filter, function, isFiltered: isFiltered) }
      if found.isEmpty {
        page.emptyState(
          title: t(isFiltered ? "documents.list.noneFound" : "documents.list.none"),
          text: t(
            isFiltered
              ? "documents.list.noneFoundText"
              : [.company, .apprentice].contains(filter.addressee.kind)
                ? "documents.list.noneText" : "documents.list.noneYetText",
            ["date": t.plainDate(settings[DocumentSettings.cutOff])]))
      } else {
        table(&page, visit, Array(found.prefix(Self.pageSize)))
      }
      page.pagination(
        label: t("documents.list.paging"), previous: isFirst ? nil : Link(t("documents.list.first"), base),
        next: found.count > Self.pageSize
          ? Link(t("documents.list.next"), "\(base)&vor=\(found[Self.pageSize - 1].id)") : nil)
    }
  }

  private func search(
    _ page: inout HTML, _ visit: Visit, _ filter: DocumentFilter, _ function: PortalFunction, isFiltered: Bool
  ) {
    let t = visit.t
    page.searchForm(
      action: "/dokumente", label: t("documents.list.search"), submit: t("documents.list.submit"),
      reset: isFiltered ? Link(t("documents.list.reset"), "/dokumente") : nil
    ) { form in
      form.field(
        Field("suche", t("documents.list.search"), kind: .search, value: filter.text, isRequired: false, width: .wide))
      form.selectField(
        Question("art", t("documents.field.kind"), isRequired: false),
        function.documentKinds.map { Choice($0.rawValue, t("documents.kind.\($0.rawValue)")) },
        selected: visit.query["art"], empty: t("documents.list.allKinds"))
      form.selectField(
        Question("neu", t("documents.field.state"), isRequired: false),
        [Choice("1", t("documents.list.onlyNew"))], selected: filter.isUnreadOnly ? "1" : "",
        empty: t("documents.list.all"))
    }
  }

  private func table(_ page: inout HTML, _ visit: Visit, _ found: [ReceivedDocument]) {
    let t = visit.t
    page.table(
      caption: t("documents.menu"),
      columns: [
        Column(t("documents.field.title")), Column(t("documents.field.kind")), Column(t("documents.field.date")),
        Column(t("documents.field.state")),
      ]
    ) { rows in
      for one in found {
        rows.row { row in
          row.heading { $0.a(one.document.title, href: "/dokumente/\(one.id)") }
          row.cell(t("documents.kind.\(one.document.kind.rawValue)"))
          row.cell(t.shortDate(visit.clock.day(of: one.providedAt)))
          row.cell { $0.badge(one, t, visit.clock) }
        }
      }
    }
  }
}

extension HTML {
  /// New, opened when, or revoked.
  package mutating func badge(_ delivery: ReceivedDocument, _ t: Texts, _ clock: WallClock) {
    if delivery.document.state == .revoked { return badge(t("documents.state.revoked"), .bad) }
    guard let receipt = delivery.receipt else { return badge(t("documents.state.new"), .wait) }
    badge(t("documents.state.opened", ["date": t.shortDate(clock.day(of: receipt.openedAt))]), .neutral)
  }
}

extension Documents: ApprenticeshipAnnex {
  /// The documents beside each apprenticeship.
  package func notes(
    on apprenticeships: [Int64], for function: PortalFunction, covers: (WorkField) -> Bool, t: Texts,
    in connection: any Connection
  ) throws -> [Int64: ApprenticeshipNote] {
    guard let addressee = function.addressee, covers(.documents) else { return [:] }
    return try DocumentQueries.counts(
      of: apprenticeships, for: addressee, kinds: function.documentKinds, in: connection
    ).reduce(into: [:]) { notes, found in
      notes[found.key] = ApprenticeshipNote(
        text: t.counted("documents.count", found.value.all), path: "/dokumente?verhaeltnis=\(found.key)",
        badge: found.value.unread > 0 ? t("documents.count.new", ["count": String(found.value.unread)]) : nil)
    }
  }

  package func title(_ t: Texts) -> String { t("documents.menu") }
}
