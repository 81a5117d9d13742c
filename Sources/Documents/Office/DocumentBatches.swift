import Accounts
import Chronology
import Database
import Journal
import Office
import Web
import Work

/// The officers' review of a batch, an archive or a PDF cut into parts: matched by number, reviewed, then issued.
extension Documents {
  private struct BatchProgress: Sendable {
    let batch: DocumentBatch
    let counts: (good: Int, bad: Int, issued: Int)
    let job: Job?
  }

  private struct BatchModel: Sendable {
    let progress: BatchProgress
    let bad: ListRows<DocumentBatchItem>
    let good: ListRows<DocumentBatchItem>
    let names: [Addressee: String]
    /// The names of recipients with more than one document.
    let repeated: [String]
    /// How many items have an unusual number of pages.
    let unusual: Int

    var batch: DocumentBatch { progress.batch }
    var counts: (good: Int, bad: Int, issued: Int) { progress.counts }
  }

  @Sendable func batchPage(_ visit: Visit) async throws -> Reply {
    let model = try await batchModel(visit)
    let t = visit.t
    let path = DocumentPath.batch(model.batch.id)
    return visit.page(model.batch.title) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(
        model.batch.title, overline: t("documents.kind.\(model.batch.kind.rawValue)"),
        lead: t("documents.office.state.\(model.batch.state.rawValue)"))
      if !model.repeated.isEmpty {
        page.alert(.wait, title: t("documents.office.repeated")) { alert in
          alert.p(t("documents.office.repeatedText", ["names": model.repeated.joined(separator: ", ")]))
        }
      }
      if model.batch.state == .previewed, model.unusual > 0 {
        page.alert(.wait, title: t.counted("documents.office.unusualTitle", model.unusual)) {
          $0.p(t("documents.office.unusualText"))
        }
      }
      if model.batch.state == .previewed {
        page.card(title: t("documents.office.matched")) { card in
          card.p(
            t(
              "documents.office.matchedText",
              ["good": t.number(model.counts.good), "bad": t.number(model.counts.bad)]))
          card.buttonRow { row in
            if model.counts.good > 0 {
              row.postButton(
                PostButton(
                  t("documents.office.issueBatch"), action: "\(path)/ausstellen", token: visit.formToken), .primary,
                hidden: model.batch.seen)
            }
            row.buttonLink(t("documents.office.discard"), href: "\(path)/verwerfen")
          }
        }
      } else {
        page.progressRegion(url: "\(path)/stand", refresh: Link(t("office.refresh"), path)) {
          batchProgress(&$0, t, model.progress, token: visit.formToken)
        }
      }
      itemTable(&page, visit, model.batch, .bad, model.bad, names: model.names)
      itemTable(&page, visit, model.batch, .good, model.good, names: model.names)
    }
  }

  private func batchProgress(_ html: inout HTML, _ t: Texts, _ model: BatchProgress, token: String) {
    if model.batch.state == .done {
      html.alert(.good, title: t.counted("documents.office.batchDone", model.counts.issued))
      return html.progressFinished()
    }
    if model.job?.state == .failed {
      html.alert(.bad, title: t("documents.office.failed")) { alert in
        alert.p(t("documents.office.failedText"))
        alert.postButton(
          action: "\(DocumentPath.batch(model.batch.id))/wiederholen", label: t("office.retry"), token: token,
          .primary)
      }
      return html.progressFinished()
    }
    html.progressBar(
      t("documents.office.progress"), id: "stand", value: model.counts.issued, of: max(model.counts.good, 1),
      amount: t(
        "office.amount", ["done": t.number(model.counts.issued), "total": t.number(model.counts.good)]))
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
    let isRetried = try await retryBatch(id, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DocumentPath.batch(id), flash: isRetried ? nil : .nothingDone)
  }

  private func batchModel(_ visit: Visit) async throws -> BatchModel {
    guard let id = visit.key("batch") else { throw NotFound() }
    let model = try await database.read { connection -> BatchModel? in
      guard let progress = try batchProgress(id, in: connection) else { return nil }
      let bad = try items(.bad, of: id, count: progress.counts.bad, visit, in: connection)
      let good = try items(.good, of: id, count: progress.counts.good, visit, in: connection)
      let repeated =
        progress.batch.state == .previewed
        ? try DocumentBatchQueries.repeated(in: id, limit: Self.mostRepeated, in: connection) : []
      let subjects = (good.rows.compactMap(\.subject) + repeated.map(\.subject)).map {
        Addressee(progress.batch.recipientKind, $0)
      }
      let names = try names(of: Set(subjects), in: connection)
      return BatchModel(
        progress: progress, bad: bad, good: good, names: names,
        repeated: repeated.map { one in
          "\(names[Addressee(progress.batch.recipientKind, one.subject)] ?? one.number) (\(one.count))"
        }, unusual: try DocumentBatchQueries.unusual(in: id, in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  private static let mostRepeated = 50

  private func items(
    _ kind: BatchItemList, of batch: Int64, count: Int, _ visit: Visit, in connection: any Connection
  ) throws -> ListRows<DocumentBatchItem> {
    try kind.page(of: batch, visit).find {
      try DocumentBatchQueries.items(of: batch, withProblem: kind == .bad, $0, in: connection)
    } count: { _ in
      count
    }
  }

  @Sendable func issueBatch(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    let isStarted = try await issueBatch(id, seen: visit.seenRevision, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DocumentPath.batch(id), flash: isStarted ? nil : .nothingDone)
  }
}
