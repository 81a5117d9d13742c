import Accounts
import Chronology
import Database
import Foundation
import Journal
import Office
import Postbox
import Web
import Work

/// The page of a print run: its progress, its PDF, and when it was posted.
extension Chamber {
  @Sendable func runPage(_ visit: Visit) async throws -> Reply {
    let (run, job, left) = try await loadRun(visit)
    let t = visit.t
    return visit.page(t("chamber.letters.run", ["number": String(run.id)])) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("chamber.letters.title"), OfficePath.letters)])
      page.pageHead(
        t("chamber.letters.run", ["number": String(run.id)]), lead: t("postbox.letter.\(run.kind).title"))
      if run.state == .making {
        page.progressRegion(
          url: "\(ChamberPath.letterRun(run.id))/stand",
          refresh: Link(t("office.refresh"), ChamberPath.letterRun(run.id))
        ) { runState(&$0, visit, run, job: job, left: left) }
      } else {
        runState(&page, visit, run, job: job, left: left)
      }
    }
  }

  @Sendable func runProgress(_ visit: Visit) async throws -> Reply {
    let (run, job, left) = try await loadRun(visit)
    return .html(
      HTML { html in
        runState(&html, visit, run, job: job, left: left)
        if run.state != .making || job?.state == .failed { html.progressFinished() }
      })
  }

  private func loadRun(_ visit: Visit) async throws -> (run: LetterRun, job: Job?, left: Int) {
    guard let id = visit.key("run") else { throw NotFound() }
    let found = try await database.read { connection -> (LetterRun, Job?, Int)? in
      guard let run = try Letters.run(id, in: connection) else { return nil }
      let left = try Letters.unprinted(in: connection).count { $0.kind == run.kind }
      return (run, try Jobs.job(.letters, key: String(id), in: connection), left)
    }
    guard let found else { throw NotFound() }
    return found
  }

  private func runState(_ html: inout HTML, _ visit: Visit, _ run: LetterRun, job: Job?, left: Int) {
    let t = visit.t
    if left > 0, run.state != .making {
      html.alert(.wait, title: t("chamber.letters.unprinted")) { alert in
        alert.p(t.counted("chamber.letters.left", left))
        alert.p { $0.a(t("chamber.letters.toQueue"), href: OfficePath.letters) }
      }
    }
    if run.state == .making {
      if job?.state == .failed {
        html.alert(.bad, title: t("chamber.letters.failed")) { $0.p(t("chamber.letters.failedText")) }
        return html.postButton(
          action: "\(ChamberPath.letterRun(run.id))/wiederholen", label: t("office.retry"), token: visit.formToken,
          .primary)
      }
      return html.progressBar(
        t("chamber.letters.progress"), id: "stand", value: job?.progressDone ?? 0, of: run.count,
        amount: t("office.amount", ["done": t.number(job?.progressDone ?? 0), "total": t.number(run.count)]))
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
          t("chamber.letters.open"), href: "\(ChamberPath.letterRun(run.id))/pdf",
          run.state == .ready ? .primary : .quiet,
          icon: .printer)
      }
      if run.state == .ready {
        card.p(t("chamber.letters.postedText"))
        card.postButton(
          action: "\(ChamberPath.letterRun(run.id))/versandt", label: t("chamber.letters.markPosted"),
          token: visit.formToken)
      }
    }
  }

  @Sendable func retryRun(_ visit: Visit) async throws -> Reply {
    guard let run = visit.key("run") else { throw NotFound() }
    try await retryLetterRun(run, by: visit.signedIn(), cause: visit.cause)
    return .redirect(ChamberPath.letterRun(run))
  }

  @Sendable func runFile(_ visit: Visit) async throws -> Reply {
    guard let run = visit.key("run") else { throw NotFound() }
    let file = try await openLetterFile(of: run, by: visit.signedIn(), cause: visit.cause)
    return .download(file.content, name: file.name, type: "application/pdf")
  }

  @Sendable func markPosted(_ visit: Visit) async throws -> Reply {
    guard let run = visit.key("run") else { throw NotFound() }
    let isMarked = try await notePosted(run, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: ChamberPath.letterRun(run), flash: isMarked ? .chamberLettersMarkedPosted : .chamberLettersNotReady)
  }
}
