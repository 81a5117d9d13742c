import Accounts
import Chronology
import Database
import Documents
import Journal
import Web
import Work

/// Many documents at once: an archive, or one PDF that is cut; matched by number, looked at, then issued.
extension Chamber {
  private struct BatchProgress: Sendable {
    let batch: DocumentBatch
    let counts: (good: Int, bad: Int, issued: Int)
    let job: Job?
  }

  private struct BatchModel: Sendable {
    let progress: BatchProgress
    let bad: BatchItemList
    let good: BatchItemList
    let names: [Addressee: String]
    /// Of whom there is more than one document, by name.
    let repeated: [String]
    /// How many have more or fewer pages than the others.
    let unusual: Int

    var batch: DocumentBatch { progress.batch }
    var counts: (good: Int, bad: Int, issued: Int) { progress.counts }
  }

  @Sendable func batchPage(_ visit: Visit) async throws -> Reply {
    let model = try await batchModel(visit)
    let t = visit.t
    let path = "/kammer/dokumente/stapel/\(model.batch.id)"
    return visit.page(model.batch.title) { page in
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.documents.title"), "/kammer/dokumente")])
      page.pageHead(
        model.batch.title, overline: t("documents.kind.\(model.batch.kind.rawValue)"),
        lead: t("chamber.documents.state.\(model.batch.state.rawValue)"))
      if !model.repeated.isEmpty {
        page.alert(.wait, title: t("chamber.documents.repeated")) { alert in
          alert.p(t("chamber.documents.repeatedText", ["names": model.repeated.joined(separator: ", ")]))
        }
      }
      if model.batch.state == .previewed, model.unusual > 0 {
        page.alert(.wait, title: t.counted("chamber.documents.unusualTitle", model.unusual)) {
          $0.p(t("chamber.documents.unusualText"))
        }
      }
      if model.batch.state == .previewed {
        page.card(title: t("chamber.documents.matched")) { card in
          card.p(
            t(
              "chamber.documents.matchedText",
              ["good": t.number(model.counts.good), "bad": t.number(model.counts.bad)]))
          card.buttonRow { row in
            if model.counts.good > 0 {
              row.postButton(
                PostButton(
                  t("chamber.documents.issueBatch"), action: "\(path)/ausstellen", token: visit.formToken), .primary,
                hidden: model.batch.seen)
            }
            row.buttonLink(t("chamber.documents.discard"), href: "\(path)/verwerfen")
          }
        }
      } else {
        page.progressRegion(url: "\(path)/stand", refresh: Link(t("chamber.refresh"), path)) {
          batchProgress(&$0, t, model.progress, token: visit.formToken)
        }
      }
      itemTable(
        &page, visit, model.batch, model.bad, beside: model.good, names: model.names, title: t("chamber.documents.bad"))
      itemTable(
        &page, visit, model.batch, model.good, beside: model.bad, names: model.names, title: t("chamber.documents.good")
      )
    }
  }

  private func batchProgress(_ html: inout HTML, _ t: Texts, _ model: BatchProgress, token: String) {
    if model.batch.state == .done {
      html.alert(.good, title: t.counted("chamber.documents.batchDone", model.counts.issued))
      return html.progressFinished()
    }
    if model.job?.state == .failed {
      html.alert(.bad, title: t("chamber.documents.failed")) { alert in
        alert.p(t("chamber.documents.failedText"))
        alert.postButton(
          action: "/kammer/dokumente/stapel/\(model.batch.id)/wiederholen", label: t("chamber.retry"), token: token,
          .primary)
      }
      return html.progressFinished()
    }
    html.progressBar(
      t("chamber.documents.progress"), id: "stand", value: model.counts.issued, of: max(model.counts.good, 1),
      amount: t(
        "chamber.import.amount", ["done": t.number(model.counts.issued), "total": t.number(model.counts.good)]))
  }

  @Sendable func batchProgress(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    let progress = try await database.read { try batchProgress(id, in: $0) }
    guard let progress else { throw NotFound() }
    return .html(HTML { batchProgress(&$0, visit.t, progress, token: visit.formToken) })
  }

  private func batchProgress(_ id: Int64, in connection: any Connection) throws -> BatchProgress? {
    guard let batch = try DocumentBatchQueries.batch(id, in: connection) else { return nil }
    return BatchProgress(
      batch: batch, counts: try DocumentBatchQueries.counts(of: id, in: connection),
      job: try batch.job.flatMap { try Jobs.job($0, in: connection) })
  }

  @Sendable func retryBatch(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    try await database.write { connection in
      guard let batch = try DocumentBatchQueries.batch(id, in: connection), let job = batch.job,
        try Jobs.retry(job, now: visit.now, in: connection)
      else { return }
      try record("documents.batch.started", .init("document_batch", id), visit, ["again": "true"], in: connection)
    }
    await signal.raise()
    return .redirect("/kammer/dokumente/stapel/\(id)")
  }

  private func batchModel(_ visit: Visit) async throws -> BatchModel {
    guard let id = visit.key("batch") else { throw NotFound() }
    let model = try await database.read { connection -> BatchModel? in
      guard let progress = try batchProgress(id, in: connection) else { return nil }
      let bad = try itemList("nicht", of: id, withProblem: true, visit, in: connection)
      let good = try itemList("zugeordnet", of: id, withProblem: false, visit, in: connection)
      let repeated =
        progress.batch.state == .previewed
        ? try DocumentBatchQueries.repeated(in: id, limit: BatchItemList.size, in: connection) : []
      let subjects = (good.items.compactMap(\.subject) + repeated.map(\.subject)).map {
        Addressee(progress.batch.recipientKind, $0)
      }
      let names = try documents.names(of: Set(subjects), in: connection)
      return BatchModel(
        progress: progress, bad: bad, good: good, names: names,
        repeated: repeated.map { one in
          "\(names[Addressee(progress.batch.recipientKind, one.subject)] ?? one.number) (\(one.count))"
        }, unusual: try DocumentBatchQueries.unusual(in: id, in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  private func itemList(
    _ field: String, of batch: Int64, withProblem: Bool, _ visit: Visit, in connection: any Connection
  ) throws -> BatchItemList {
    let after = TypedNumber.key(visit.query[field]) ?? 0
    return BatchItemList(
      field: field, after: after,
      items: try DocumentBatchQueries.items(
        of: batch, withProblem: withProblem, after: after, limit: BatchItemList.size + 1, in: connection))
  }

  @Sendable func issueBatch(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    guard await documents.seals.canSeal(now: visit.now) else { throw Refusal.noSeal }
    try await database.write { connection in
      let officer = try visit.signedIn().account.id
      switch try documents.start(id, seen: visit.seenRevision, by: officer, now: visit.now, in: connection) {
      case .done: try record("documents.batch.started", .init("document_batch", id), visit, in: connection)
      case .changed: throw batchChanged(visit, "/kammer/dokumente/stapel/\(id)")
      case .tooLate, .otherPerson: break
      }
    }
    await signal.raise()
    return .redirect("/kammer/dokumente/stapel/\(id)")
  }
}
