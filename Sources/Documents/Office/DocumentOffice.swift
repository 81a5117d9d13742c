import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web
import Work

/// `Dokumente` in the back office: confirmations of entries, unopened documents, and everything issued.
extension Documents {
  private struct OfficeModel: Sendable {
    let confirmations: ConfirmationState
    let unopened: (count: Int, oldest: Instant)?
    let found: ListRows<ListedDelivery>
    let batches: [DocumentBatch]
    let uploads: [BatchUpload]
  }

  @Sendable func documentOffice(_ visit: Visit) async throws -> Reply {
    let list = deliveries(visit)
    if let code = try? LetterCode(typed: list.request.text),
      let document = try await database.read({ try OfficeQueries.document(code: code.letters, in: $0) })
    {
      return .redirect(DocumentPath.office(document))
    }
    if list.isFile {
      return try await list.download(from: database) {
        try listed(for: recipients(numbered: list.request.text, in: $1), $0, in: $1)
      }
    }
    let model = try await officeModel(visit, list)
    let trouble = await sealingKeys.trouble(now: visit.now)
    let t = visit.t
    return visit.page(t("documents.office.title")) { page in
      page.pageHead(t("documents.office.title")) { actions in
        actions.buttonLink(t("documents.office.upload"), href: DocumentPath.upload, .primary, icon: .upload)
        actions.buttonLink(t("documents.office.batch"), href: DocumentPath.batches, icon: .upload)
      }
      if let trouble { troubleAlert(&page, visit, trouble) }
      confirmationCard(&page, visit, model.confirmations)
      if let unopened = model.unopened { unopenedCard(&page, visit, unopened) }
      batchCard(&page, visit, model.batches, model.uploads)
      page.list(list, model.found)
    }
  }

  private func officeModel(
    _ visit: Visit, _ list: ListPage<ListedDelivery, NewestFirst>
  ) async throws -> OfficeModel {
    let day = visit.clock.day(of: visit.now)
    let since = visit.now - .days(settings[DocumentSettings.postDays])
    let isFirst = !list.request.isNarrowed && list.request.after == nil
    return try await database.read { connection in
      let wanted = try recipients(numbered: list.request.text, in: connection)
      let found = try list.find {
        try listed(for: wanted, $0, in: connection)
      } count: {
        try OfficeQueries.count(for: wanted, limit: $0, in: connection)
      }
      return OfficeModel(
        confirmations: try confirmationState(on: day, in: connection),
        unopened: try OfficeQueries.unopened(since: since, in: connection), found: found,
        batches: isFirst ? try DocumentBatchQueries.newest(limit: 5, in: connection) : [],
        uploads: isFirst ? try BatchUploadQueries.open(limit: 5, in: connection) : [])
    }
  }

  private func troubleAlert(_ page: inout HTML, _ visit: Visit, _ trouble: SealMissing) {
    let t = visit.t
    func say(_ kind: AlertKind, _ key: String, _ day: Instant? = nil) {
      let date = day.map { t.longDate(visit.clock.day(of: $0)) } ?? ""
      page.alert(kind, title: t("documents.office.seal.\(key).title")) {
        $0.p(t("documents.office.seal.\(key).text", ["date": date]))
      }
    }
    switch trouble {
    case .noKey: say(.bad, "none")
    case .unreadable: say(.bad, "unreadable")
    case .expired(let day): say(.bad, "expired", day)
    case .expiresSoon(let day): say(.wait, "soon", day)
    }
  }

  private func confirmationCard(_ page: inout HTML, _ visit: Visit, _ state: ConfirmationState) {
    let t = visit.t
    page.card(title: t("documents.office.confirmations")) { card in
      let date = t.plainDate(settings[DocumentSettings.cutOff])
      card.p(t.counted("documents.office.missing", state.missing, ["date": date]))
      if state.isRunning {
        card.progressRegion(
          url: "\(DocumentPath.officeStart)/stand", refresh: Link(t("office.refresh"), DocumentPath.officeStart)
        ) { confirmationProgress(&$0, t, state) }
      } else {
        if state.job?.state == .failed {
          card.alert(.bad, title: t("documents.office.failed")) { $0.p(t("documents.office.failedText")) }
        }
        if state.missing > 0 {
          card.buttonRow {
            $0.buttonLink(t("documents.office.issue"), href: DocumentPath.confirmations, .primary)
          }
        }
      }
    }
  }

  private func confirmationProgress(_ html: inout HTML, _ t: Texts, _ state: ConfirmationState) {
    let done = state.job?.progressDone ?? 0
    let total = max(state.job?.progressTotal ?? 0, done, 1)
    html.progressBar(
      t("documents.office.progress"), id: "stand", value: done, of: total,
      amount: t("office.amount", ["done": t.number(done), "total": t.number(total)]))
  }

  @Sendable func confirmationProgress(_ visit: Visit) async throws -> Reply {
    let job = try await database.read { try Jobs.newest(.confirmations, limit: 1, in: $0).first }
    let state = ConfirmationState(missing: 0, job: job)
    return .html(
      HTML { html in
        if state.isRunning { return confirmationProgress(&html, visit.t, state) }
        html.p { $0.a(visit.t("documents.office.progressDone"), href: DocumentPath.officeStart) }
        html.progressFinished()
      })
  }

  @Sendable func confirmConfirmations(_ visit: Visit) async throws -> Reply {
    let day = visit.clock.day(of: visit.now)
    let state = try await database.read { try confirmationState(on: day, in: $0) }
    let t = visit.t
    let along = settings[DocumentSettings.credentials] ? "with" : "without"
    return visit.confirmationPage(
      Confirmation(
        title: t.counted("documents.office.confirm.title", state.missing),
        text: t("documents.office.confirm.\(along)"), action: DocumentPath.confirmations,
        label: t("documents.office.issue"), back: DocumentPath.officeStart, kind: .primary))
  }

  @Sendable func orderConfirmations(_ visit: Visit) async throws -> Reply {
    let count = try await orderConfirmations(by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: DocumentPath.officeStart, flash: count > 0 ? .documentsOfficeOrdered : .nothingDone)
  }
}
