import Office
import Accounts
import Chronology
import Database
import Foundation
import Journal
import Postbox
import Web
import Work

/// The page of the print queue: waiting letters become a run, the run a PDF, which is posted and marked as posted.
extension Chamber {
  @Sendable func letterPage(_ visit: Visit) async throws -> Reply {
    let (waiting, unprinted, runs) = try await database.read { connection in
      (
        try Letters.waiting(in: connection), try Letters.unprinted(in: connection),
        try Letters.newestRuns(in: connection)
      )
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
          card.form(action: "\(OfficePath.letters)/drucken", token: visit.formToken) { form in
            form.void("input", [.type("hidden"), .name("art"), .value(queue.kind)])
            form.buttonRow { $0.submitButton(t("chamber.letters.print"), icon: .printer) }
          }
        }
      }
      if !unprinted.isEmpty { unprintedTable(&page, visit, unprinted) }
      if !runs.isEmpty { runTable(&page, visit, runs) }
    }
  }

  private func unprintedTable(_ page: inout HTML, _ visit: Visit, _ letters: [UnprintedLetter]) {
    let t = visit.t
    page.card(title: t("chamber.letters.unprinted")) { card in
      card.p(t("chamber.letters.unprintedText"))
      card.table(
        caption: t("chamber.letters.unprinted"),
        columns: [
          Column(t("chamber.letters.addressee")), Column(t("chamber.letters.kind")),
          Column(t("chamber.letters.reason")), Column(t("chamber.letters.since")),
        ]
      ) { rows in
        for letter in letters {
          rows.row { row in
            row.heading(
              letter.addressee.isEmpty
                ? t("chamber.letters.number", ["number": String(letter.id)]) : letter.addressee)
            row.cell(t("postbox.letter.\(letter.kind).title"))
            row.cell(letter.problem.map { t("postbox.letter.problem.\($0.rawValue)") } ?? "")
            row.cell(t.shortTime(letter.createdAt, visit.clock))
          }
        }
      }
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
                href: ChamberPath.letterRun(run.id))
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
    let run = try await startLetterRun(of: visit.form["art"], by: visit.signedIn(), cause: visit.cause)
    guard let run else { return visit.redirect(to: OfficePath.letters, flash: .chamberLettersNothing) }
    return .redirect(ChamberPath.letterRun(run))
  }
}
