import Accounts
import Apprenticeships
import Chronology
import Database
import Settings
import Web

/// `Dokumente`: the documents for the chosen function, newest first.
extension Documents {
  @Sendable func documentList(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.function, let addressee = function.addressee else { throw NotFound() }
    let t = visit.t
    var list = received(visit, function)
    let isNarrowed = list.request.isNarrowed
    if isNarrowed { list.empty = ListNothing(t("documents.list.noneFound"), t("documents.list.noneFoundText")) }
    var filter = DocumentFilter(addressee, kinds: function.documentKinds)
    filter.text = list.request.text
    filter.isUnreadOnly = list.request["neu"] == "1"
    filter.apprenticeship = TypedNumber.key(list.request["verhaeltnis"])
    if let kind = DocumentKind(rawValue: list.request["art"]) { filter.kinds = [kind] }
    let (wanted, asked) = (filter, list)
    let found = try await database.read { connection in
      try asked.find { try DocumentQueries.page(wanted, $0, in: connection) }
    }
    return visit.page(asked.title) { page in
      page.pageHead(asked.title, overline: function.title, lead: t("documents.list.lead"))
      if isNarrowed || !found.isEmpty { page.listSearch(asked) }
      page.listRows(asked, found)
    }
  }

  private func received(_ visit: Visit, _ function: PortalFunction) -> ListPage<ReceivedDocument, NewestFirst> {
    let (t, clock) = (visit.t, visit.clock)
    var list = ListPage<ReceivedDocument, NewestFirst>(
      visit, DocumentPath.start, title: t("documents.menu"), search: ListSearch(t("documents.list.search")),
      filters: [
        ListFilter(
          "art", t("documents.field.kind"),
          function.documentKinds.map { Choice($0.rawValue, t("documents.kind.\($0.rawValue)")) },
          all: t("documents.list.allKinds")),
        ListFilter(
          "neu", t("documents.field.state"), [Choice("1", t("documents.list.onlyNew"))], all: t("documents.list.all")),
        ListFilter(fromLinks: "verhaeltnis") { TypedNumber.key($0) != nil },
      ]
    ) { row, _ in ListKey(row.id) }
    list.columns = [
      .heading(t("documents.field.title")) {
        $0.document.title
      } href: {
        DocumentPath.document($0.id)
      },
      ListColumn(t("documents.field.kind")) { t("documents.kind.\($0.document.kind.rawValue)") },
      ListColumn(t("documents.field.date")) { t.shortDate(clock.day(of: $0.providedAt)) },
      .badge(t("documents.field.state")) {
        t.state($0, clock)
      } kind: {
        $0.badge
      },
    ]
    let isOld = function.addressee.map { [.company, .apprentice].contains($0.kind) } ?? false
    list.empty = ListNothing(
      t("documents.list.none"),
      t(
        isOld ? "documents.list.noneText" : "documents.list.noneYetText",
        ["date": t.plainDate(settings[DocumentSettings.cutOff])]))
    list.next = t("documents.list.next")
    list.reset = t("documents.list.reset")
    list.isDense = false
    return list
  }
}

extension ReceivedDocument {
  package var badge: BadgeKind {
    document.state == .revoked ? .bad : receipt == nil ? .wait : .neutral
  }
}

extension Texts {
  /// The state in words: new, opened (when), or revoked.
  package func state(_ delivery: ReceivedDocument, _ clock: WallClock) -> String {
    if delivery.document.state == .revoked { return self("documents.state.revoked") }
    guard let receipt = delivery.receipt else { return self("documents.state.new") }
    return self("documents.state.opened", ["date": shortDate(clock.day(of: receipt.openedAt))])
  }
}

extension Documents: ApprenticeshipAnnex {
  /// Notes about documents in the list of apprenticeships.
  package func notes(
    on apprenticeships: [Int64], for function: PortalFunction, covers: (WorkField) -> Bool, t: Texts,
    in connection: any Connection
  ) throws -> [Int64: ApprenticeshipNote] {
    guard let addressee = function.addressee, covers(.documents) else { return [:] }
    return try DocumentQueries.counts(
      of: apprenticeships, for: addressee, kinds: function.documentKinds, in: connection
    ).reduce(into: [:]) { notes, found in
      notes[found.key] = ApprenticeshipNote(
        text: t.counted("documents.count", found.value.all), path: "\(DocumentPath.start)?verhaeltnis=\(found.key)",
        badge: found.value.unread > 0 ? t("documents.count.new", ["count": String(found.value.unread)]) : nil)
    }
  }

  package func title(_ t: Texts) -> String { t("documents.menu") }
}
