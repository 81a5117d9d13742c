import Accounts
import Apprenticeships
import Chronology
import Database
import Delegation
import Documents
import Postbox
import Settings
import Web
import Work

/// The first page of the back office: what waits, how old it is, and whether the portal's machinery runs.
extension Chamber {
  @Sendable func overview(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let seesDocuments = acting.mayWork(on: .documents)
    let model = try await database.read { connection in
      OverviewModel(
        agreements: try FourEyesQueries.all(in: connection),
        closures: try ClosureQueries.waiting(limit: 50, in: connection),
        requests: try CredentialRequestQueries.waiting(in: connection),
        proposals: try DeputyshipQueries.waiting(in: connection),
        letters: try Letters.waiting(in: connection),
        missing: seesDocuments
          ? try documents.confirmationState(on: visit.clock.day(of: visit.now), in: connection).missing : 0,
        unopened: seesDocuments
          ? try OfficeQueries.unopened(
            since: visit.now - .days(settings[DocumentSettings.postDays]), in: connection) : nil,
        runs: try Letters.newestRuns(limit: 5, in: connection).filter { $0.state != .posted },
        mailsWaiting: try Jobs.count("mail", .waiting, in: connection),
        jobsFailed: try Jobs.failed(in: connection))
    }
    let t = visit.t
    return visit.page(t("chamber.overview.title")) { page in
      page.pageHead(t("chamber.overview.title"), lead: t("chamber.overview.lead"))
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
    let decisions = acting.mayWork(on: .companies) ? decisionTasks(visit, model) : []
    let tasks =
      closureTasks(model.closures, acting, visit) + proposalTasks(model.agreements, acting, visit) + decisions
      + (acting.mayWork(on: .documents) ? documentTasks(visit, model) : [])
      + (acting.mayWork(on: .letters) ? letterTasks(visit, model) : [])
    page.card(title: t("chamber.overview.waiting")) { card in
      if tasks.isEmpty { card.p(t("chamber.overview.nothing"), .class("muted")) } else { card.taskList(tasks) }
    }
  }

  /// The ways to what officers open seldom, and which therefore stands in no menu.
  private func seldomUsed(_ page: inout HTML, _ acting: Acting, _ t: Texts) {
    let ways: [(OfficerRight, String, String)] = [
      (.companies, "import", "/kammer/einlesen"), (.training, "access", "/kammer/zugaenge"),
      (.administration, "staff", Self.staffPath), (.administration, "settings", "/kammer/einstellungen"),
      (.administration, "journal", "/kammer/protokoll"),
    ]
    let open = ways.filter { acting.mayWork(on: $0.0) }
    guard !open.isEmpty else { return }
    page.card(title: t("chamber.overview.more")) { card in
      card.taskList(
        open.map { _, key, path in
          TaskItem(t("chamber.menu.\(key)"), path: path, detail: t("chamber.overview.more.\(key)"))
        })
    }
  }

  private func decisionTasks(_ visit: Visit, _ model: OverviewModel) -> [TaskItem] {
    let t = visit.t
    let queues = [
      ("chamber.requests.title", "/kammer/antraege", model.requests),
      ("chamber.proposals.title", "/kammer/vertretungen", model.proposals),
    ]
    return queues.compactMap { title, path, waiting in
      waiting.map { waiting in
        TaskItem(
          t(title), path: path,
          detail: t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: waiting.oldest))]),
          badge: (t.number(waiting.count), .wait))
      }
    }
  }

  private func documentTasks(_ visit: Visit, _ model: OverviewModel) -> [TaskItem] {
    let t = visit.t
    var tasks: [TaskItem] = []
    if model.missing > 0 {
      tasks.append(
        TaskItem(
          t("chamber.documents.confirmations"), path: "/kammer/dokumente",
          detail: t("chamber.documents.toIssue"), badge: (t.number(model.missing), .wait)))
    }
    if let unopened = model.unopened {
      tasks.append(
        TaskItem(
          t("chamber.documents.unopened"), path: "/kammer/dokumente",
          detail: t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: unopened.oldest))]),
          badge: (t.number(unopened.count), .wait)))
    }
    return tasks
  }

  private func letterTasks(_ visit: Visit, _ model: OverviewModel) -> [TaskItem] {
    let t = visit.t
    let letters = model.letters.map { waiting in
      TaskItem(
        t("postbox.letter.\(waiting.kind).title"), path: "/kammer/briefe",
        detail: t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: waiting.oldest))]),
        badge: (t.number(waiting.count), .wait))
    }
    let runs = model.runs.map { run in
      TaskItem(
        t("chamber.letters.run", ["number": String(run.id)]), path: "/kammer/briefe/\(run.id)",
        detail: t("postbox.letter.\(run.kind).title"),
        badge: (t("chamber.letters.state.\(run.state.rawValue)"), .info))
    }
    return letters + runs
  }
}

private struct OverviewModel: Sendable {
  let agreements: [OfficerProposal]
  /// Documents that went to the wrong person, for a second officer.
  let closures: [DocumentClosure]
  let requests: (count: Int, oldest: Instant)?
  let proposals: (count: Int, oldest: Instant)?
  let letters: [(kind: String, count: Int, oldest: Instant)]
  /// Entries without a confirmation.
  let missing: Int
  let unopened: (count: Int, oldest: Instant)?
  let runs: [LetterRun]
  let mailsWaiting: Int
  let jobsFailed: Int
}
