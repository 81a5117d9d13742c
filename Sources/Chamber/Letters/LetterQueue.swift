import Accounts
import Chronology
import Database
import Foundation
import Journal
import Postbox
import Web
import Work

/// The print queue: waiting letters become a run, the run a PDF, the PDF is posted and marked so.
extension Chamber {
  private static let lettersPerRun = 20_000

  @Sendable func letterPage(_ visit: Visit) async throws -> Reply {
    let (waiting, runs) = try await database.read { connection in
      (try Letters.waiting(in: connection), try Letters.newestRuns(in: connection))
    }
    let t = visit.t
    return visit.page(t("chamber.letters.title")) { page in
      page.pageHead(t("chamber.letters.title"), lead: t("chamber.letters.lead"))
      if waiting.isEmpty {
        page.emptyState(
          title: t("chamber.letters.none"), text: t("chamber.letters.noneText"), icon: .envelope)
      }
      for queue in waiting {
        page.card(title: t("postbox.letter.\(queue.kind).title")) { card in
          card.p(
            t.counted(
              "chamber.letters.waiting", queue.count,
              [
                "date": t.longDate(visit.clock.day(of: queue.oldest))
              ]))
          card.form(action: "/kammer/briefe/drucken", token: visit.formToken) { form in
            form.void("input", [.type("hidden"), .name("art"), .value(queue.kind)])
            form.buttonRow { $0.submitButton(t("chamber.letters.print"), icon: .printer) }
          }
        }
      }
      if !runs.isEmpty { runTable(&page, visit, runs) }
    }
  }

  private func runTable(_ page: inout HTML, _ visit: Visit, _ runs: [LetterRun]) {
    let t = visit.t
    page.card(title: t("chamber.letters.runs")) { card in
      card.table(
        caption: t("chamber.letters.runs"),
        columns: [
          Column(t("chamber.letters.runColumn")), Column(t("chamber.letters.count"), .number),
          Column(t("chamber.letters.created")), Column(t("chamber.companies.state")),
        ]
      ) { rows in
        for run in runs {
          rows.row { row in
            row.heading {
              $0.a(
                "\(t("chamber.letters.run", ["number": String(run.id)])): \(t("postbox.letter.\(run.kind).title"))",
                href: "/kammer/briefe/\(run.id)")
            }
            row.cell(t.number(run.count))
            row.cell(t.shortTime(run.createdAt, visit.clock))
            row.cell { $0.badge(t("chamber.letters.state.\(run.state.rawValue)"), badge(run.state)) }
          }
        }
      }
    }
  }

  private func badge(_ state: LetterRunState) -> BadgeKind {
    switch state {
    case .making: .wait
    case .ready: .info
    case .posted: .good
    }
  }

  @Sendable func startRun(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let kind = visit.form["art"]
    let run = try await database.write { connection -> Int64? in
      guard
        let run = try Letters.startRun(
          kind, limit: Self.lettersPerRun, by: acting.account.id, now: visit.now, in: connection)
      else { return nil }
      try Jobs.add(
        LetterPrinting.jobKind, key: String(run), payload: run, due: visit.now, now: visit.now, in: connection)
      try record("letters.run.started", .init("letter_run", run), visit, ["kind": kind], in: connection)
      return run
    }
    await signal.raise()
    guard let run else { return visit.redirect(to: "/kammer/briefe", flash: "chamber.letters.nothing") }
    return .redirect("/kammer/briefe/\(run)")
  }

  // MARK: One run

  @Sendable func runPage(_ visit: Visit) async throws -> Reply {
    let (run, job) = try await loadRun(visit)
    let t = visit.t
    return visit.page(t("chamber.letters.run", ["number": String(run.id)])) { page in
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.letters.title"), "/kammer/briefe")])
      page.pageHead(
        t("chamber.letters.run", ["number": String(run.id)]), lead: t("postbox.letter.\(run.kind).title"))
      if run.state == .making {
        page.progressRegion(
          url: "/kammer/briefe/\(run.id)/stand", refresh: Link(t("chamber.refresh"), "/kammer/briefe/\(run.id)")
        ) { runState(&$0, visit, run, job) }
      } else {
        runState(&page, visit, run, job)
      }
    }
  }

  @Sendable func runProgress(_ visit: Visit) async throws -> Reply {
    let (run, job) = try await loadRun(visit)
    return .html(
      HTML { html in
        runState(&html, visit, run, job)
        if run.state != .making || job?.state == .failed { html.progressFinished() }
      })
  }

  private func loadRun(_ visit: Visit) async throws -> (LetterRun, Job?) {
    guard let id = visit.key("run") else { throw NotFound() }
    let found = try await database.read { connection -> (LetterRun, Job?)? in
      guard let run = try Letters.run(id, in: connection) else { return nil }
      return (run, try Jobs.job(LetterPrinting.jobKind, key: String(id), in: connection))
    }
    guard let found else { throw NotFound() }
    return found
  }

  private func runState(_ html: inout HTML, _ visit: Visit, _ run: LetterRun, _ job: Job?) {
    let t = visit.t
    if run.state == .making {
      if job?.state == .failed {
        html.alert(.bad, title: t("chamber.letters.failed")) { $0.p(job?.problem ?? "") }
        return html.postButton(
          action: "/kammer/briefe/\(run.id)/wiederholen", label: t("chamber.retry"), token: visit.formToken, .primary)
      }
      return html.progressBar(
        t("chamber.letters.progress"), id: "stand", value: job?.progressDone ?? 0, of: run.count,
        amount: t("chamber.import.amount", ["done": t.number(job?.progressDone ?? 0), "total": t.number(run.count)]))
    }
    if run.count == 0 {
      return html.alert(.info, title: t("chamber.letters.empty")) { $0.p(t("chamber.letters.emptyText")) }
    }
    html.card(title: t(run.state == .ready ? "chamber.letters.ready" : "chamber.letters.isPosted")) { card in
      card.descriptionList([
        DescriptionItem(t("chamber.letters.count"), t.number(run.count)),
        DescriptionItem(t("chamber.letters.pages"), t.number(run.pages)),
        DescriptionItem(
          t("chamber.letters.posted"), run.postedAt.map { t.longTime($0, visit.clock) } ?? t("chamber.letters.notYet")),
      ])
      card.buttonRow { row in
        row.buttonLink(
          t("chamber.letters.open"), href: "/kammer/briefe/\(run.id)/pdf", run.state == .ready ? .primary : .quiet,
          icon: .printer)
      }
      if run.state == .ready {
        card.p(t("chamber.letters.postedText"))
        card.postButton(
          action: "/kammer/briefe/\(run.id)/versandt", label: t("chamber.letters.markPosted"), token: visit.formToken)
      }
    }
  }

  @Sendable func retryRun(_ visit: Visit) async throws -> Reply {
    let (run, job) = try await loadRun(visit)
    if let job {
      try await database.write { connection in
        guard try Jobs.retry(job.id, now: visit.now, in: connection) else { return }
        try record("letters.run.started", .init("letter_run", run.id), visit, ["again": "true"], in: connection)
      }
    }
    await signal.raise()
    return .redirect("/kammer/briefe/\(run.id)")
  }

  @Sendable func runFile(_ visit: Visit) async throws -> Reply {
    let (run, _) = try await loadRun(visit)
    guard run.state != .making, let data = try? Data(contentsOf: letterFolder.appendingPathComponent(run.file)) else {
      throw NotFound()
    }
    try await database.write { connection in
      try record("letters.run.opened", .init("letter_run", run.id), visit, in: connection)
    }
    return .download([UInt8](data), name: run.file, type: "application/pdf")
  }

  @Sendable func markPosted(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("run") else { throw NotFound() }
    let isMarked = try await database.write { connection in
      guard try Letters.notePosted(id, by: acting.account.id, now: visit.now, in: connection) else { return false }
      try record("letters.run.posted", .init("letter_run", id), visit, in: connection)
      return true
    }
    return visit.redirect(
      to: "/kammer/briefe/\(id)", flash: isMarked ? "chamber.letters.markedPosted" : "chamber.letters.notReady")
  }
}
