import Accounts
import Chronology
import Database
import Office
import Postbox
import Web
import Work

/// The first page of the back office: what waits, since when, and whether background work is running.
extension Chamber {
  @Sendable func overview(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let rights = acting.officerRights
    let day = visit.clock.day(of: visit.now)
    let model = try await database.read { connection in
      OverviewModel(
        agreements: try FourEyesQueries.all(of: office.fourEyesKinds, in: connection),
        seconds: try offices.flatMap { try $0.forSecondOfficer(visit, acting, in: connection) },
        queues: try offices.flatMap { try $0.queues(for: rights, on: day, now: visit.now, in: connection) }
          .filter { rights.contains($0.right) },
        letters: try Letters.waiting(in: connection),
        runs: try Letters.newestRuns(limit: 5, in: connection).filter { $0.state != .posted },
        mailsWaiting: try Jobs.count(.mail, .waiting, in: connection),
        jobsFailed: try Jobs.failed(in: connection))
    }
    let t = visit.t
    return visit.page(t("office.overview")) { page in
      page.pageHead(t("office.overview"), lead: t("chamber.overview.lead"))
      queues(&page, visit, model, acting)
      seldomUsed(&page, acting, t)
      page.card(title: t("chamber.overview.machinery")) { card in
        card.descriptionList([
          DescriptionItem(t("chamber.overview.mails"), t.number(model.mailsWaiting)),
          DescriptionItem(t("chamber.overview.failed"), t.number(model.jobsFailed)),
        ])
      }
    }
  }

  private func queues(_ page: inout HTML, _ visit: Visit, _ model: OverviewModel, _ acting: Acting) {
    let t = visit.t
    let tasks =
      model.seconds + proposalTasks(model.agreements, acting, visit)
      + model.queues.map { queueTask($0, visit) } + (acting.mayWork(on: .letters) ? letterTasks(visit, model) : [])
    page.card(title: t("chamber.overview.waiting")) { card in
      if tasks.isEmpty { card.p(t("chamber.overview.nothing"), .class("muted")) } else { card.taskList(tasks) }
    }
  }

  /// Links to pages that officers seldom open and that are in no menu.
  private func seldomUsed(_ page: inout HTML, _ acting: Acting, _ t: Texts) {
    let open = officeEntries.filter { $0.detail != nil && acting.mayWork(on: $0.right) }
    guard !open.isEmpty else { return }
    page.card(title: t("chamber.overview.more")) { card in
      card.taskList(
        open.map { TaskItem(t($0.title), path: $0.path, detail: $0.detail.map { t($0) }) })
    }
  }

  private func queueTask(_ queue: WorkQueue, _ visit: Visit) -> TaskItem {
    let t = visit.t
    let since = queue.oldest.map { t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: $0))]) }
    return TaskItem(
      t(queue.title), path: queue.path, detail: queue.detail.map { t($0) } ?? since,
      badge: (t.number(queue.count), .wait))
  }

  private func letterTasks(_ visit: Visit, _ model: OverviewModel) -> [TaskItem] {
    let t = visit.t
    let letters = model.letters.map { waiting in
      TaskItem(
        t("postbox.letter.\(waiting.kind).title"), path: OfficePath.letters,
        detail: t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: waiting.oldest))]),
        badge: (t.number(waiting.count), .wait))
    }
    let runs = model.runs.map { run in
      TaskItem(
        t("chamber.letters.run", ["number": String(run.id)]), path: ChamberPath.letterRun(run.id),
        detail: t("postbox.letter.\(run.kind).title"),
        badge: (t("chamber.letters.state.\(run.state.rawValue)"), .info))
    }
    return letters + runs
  }
}

private struct OverviewModel: Sendable {
  let agreements: [OfficerProposal]
  /// Proposals of all areas that wait for a second officer.
  let seconds: [TaskItem]
  let queues: [WorkQueue]
  let letters: [(kind: String, count: Int, oldest: Instant)]
  let runs: [LetterRun]
  let mailsWaiting: Int
  let jobsFailed: Int
}
