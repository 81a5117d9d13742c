import Accounts
import Chronology
import Database
import Documents
import Journal
import Settings
import Web

/// What nobody opened: offered to be printed and posted.
extension Chamber {
  /// What one run puts behind each other.
  private static let lettersPerOrder = 2_000

  func unopenedCard(_ page: inout HTML, _ visit: Visit, _ unopened: (count: Int, oldest: Instant)) {
    let t = visit.t
    page.card(title: t("chamber.documents.unopened")) { card in
      card.p(
        t.counted(
          "chamber.documents.unopenedText", unopened.count,
          [
            "days": String(settings[DocumentSettings.postDays]),
            "date": t.longDate(visit.clock.day(of: unopened.oldest)),
          ]))
      card.postButton(
        action: "/kammer/dokumente/drucken", label: t("chamber.documents.print"), token: visit.formToken)
    }
  }

  @Sendable func printUnopened(_ visit: Visit) async throws -> Reply {
    let since = visit.now - .days(settings[DocumentSettings.postDays])
    let count = try await database.write { connection in
      let count = try documents.requestLetters(
        unopenedSince: since, limit: Self.lettersPerOrder, now: visit.now, in: connection)
      try record(
        "documents.printed", .init("register"), visit, ["count": String(count.letters)], in: connection)
      return count
    }
    let values = ["count": visit.t.number(count.letters), "without": visit.t.number(count.withoutAddress)]
    return visit.redirect(
      to: "/kammer/briefe",
      flash: count.withoutAddress == 0 ? "chamber.access.lettersOrdered" : "chamber.documents.lettersOrdered", values)
  }
}
