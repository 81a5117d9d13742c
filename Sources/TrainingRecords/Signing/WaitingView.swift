import Accounts
import Apprenticeships
import Chronology
import Database
import Web

/// The list of the weeks that wait for somebody's sign-off.
extension TrainingRecords {
  func waitingPage(_ visit: Visit, _ records: [ListedRecord]) async throws -> Reply {
    guard let acting = visit.acting, let signer = signer(visit) else { throw NotFound() }
    let list = waitingWeeks(visit, signer)
    let found = try await database.read { connection in
      try list.find { try WaitingQueries.weeks(for: signer, of: acting.account.id, $0, in: connection) }
    }
    let t = visit.t
    let count = acting.waiting(at: RecordPath.start)
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: count == 0 ? nil : t.counted("records.waiting", count)) {
        $0.buttonLink(t("records.reminders.title"), href: RecordPath.reminders, .plain)
      }
      page.listInFull(list, found) { waitingWeek(&$0, list, $1, signer) }
      progressTable(&page, visit, records, mayConfirm: true)
    }
  }

  /// Weeks are shown in full, because each is read before it is signed.
  private func waitingWeeks(_ visit: Visit, _ signer: RecordSigner) -> ListPage<WaitingWeek, OldestFirst> {
    let t = visit.t
    // People of a company reach the waiting weeks through `?wartet`.
    let path = visit.query.has("wartet") ? "\(RecordPath.start)?wartet" : RecordPath.start
    var list = ListPage<WaitingWeek, OldestFirst>(visit, path, title: t("records.menu")) { one, _ in
      ListKey(one.week.id)
    }
    list.size = 30
    list.empty = ListNothing(t("records.nothingWaits"), t("records.nothingWaitsText"))
    list.next = t("records.waitingNext")
    list.paging = t("records.waitingPages")
    list.choice = ListChoice(action: "\(RecordPath.start)/abzeichnen") { one in
      guard !one.isOwn else { return nil }
      let week = one.week
      return ListTick(
        "\(Self.choicePrefix)\(week.id)", value: Self.fingerprint(week.contentHash),
        t("records.choose.week", ["number": String(week.week.number), "name": one.name]))
    } form: { form in
      if case .coSigners = signer { form.p(t("records.coSign.text"), .class("muted")) }
      form.buttonRow { $0.submitButton(t(signer.labelOfSeveral)) }
    }
    list.choice?.all = t("records.chooseAll")
    return list
  }

  /// A waiting week is shown in full: nobody signs unseen.
  private func waitingWeek(
    _ form: inout HTML, _ list: ListPage<WaitingWeek, OldestFirst>, _ waiting: WaitingWeek, _ signer: RecordSigner
  ) {
    let (t, week) = (list.visit.t, waiting.week)
    form.card(title: "\(waiting.name), \(t.weekTitle(week.week))") { card in
      week.content.write(to: &card, week.week, t)
      let path = RecordPath.week(week.week, of: week.apprenticeship)
      if !week.content.tags.isEmpty {
        card.p("\(t("records.framework.title")): \(week.content.tags.joined(separator: ", "))")
      }
      attachmentList(&card, t, week.content.attachments, of: path, removable: false)
      card.listTick(list, waiting)
      card.p { $0.a(t(signer.labelOfOpening), href: path) }
    }
  }
}
