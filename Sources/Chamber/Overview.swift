import Accounts
import Apprenticeships
import Chronology
import Database
import Postbox
import Web
import Work

/// The first page of the back office: what waits, how old it is, and whether the portal's machinery runs.
extension Chamber {
  @Sendable func overview(_ visit: Visit) async throws -> Reply {
    let model = try await database.read { connection in
      OverviewModel(
        requests: try CredentialRequestQueries.waiting(in: connection),
        letters: try Letters.waiting(in: connection),
        runs: try Letters.newestRuns(limit: 5, in: connection).filter { $0.state != .posted },
        mailsWaiting: try Jobs.count("mail", .waiting, in: connection),
        jobsFailed: try Jobs.failed(in: connection))
    }
    let acting = try visit.signedIn()
    let t = visit.t
    return visit.page(t("chamber.overview.title")) { page in
      page.pageHead(t("chamber.overview.title"), lead: t("chamber.overview.lead"))
      queues(&page, visit, model, acting)
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
    if acting.mayWork(on: .companies), let oldest = model.requests.oldest {
      page.card(title: t("chamber.requests.title")) { card in
        card.taskList([
          TaskItem(
            t("chamber.requests.title"), path: "/kammer/antraege",
            detail: t("chamber.overview.oldest", ["date": t.longDate(visit.clock.day(of: oldest))]),
            badge: (t.number(model.requests.count), .wait))
        ])
      }
    }
    guard acting.mayWork(on: .letters) else { return }
    page.card(title: t("chamber.overview.waiting")) { card in
      if model.letters.isEmpty, model.runs.isEmpty { return card.p(t("chamber.overview.nothing"), .class("muted")) }
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
      card.taskList(letters + runs)
    }
  }
}

private struct OverviewModel: Sendable {
  let requests: (count: Int, oldest: Instant?)
  let letters: [(kind: String, count: Int, oldest: Instant)]
  let runs: [LetterRun]
  let mailsWaiting: Int
  let jobsFailed: Int
}
