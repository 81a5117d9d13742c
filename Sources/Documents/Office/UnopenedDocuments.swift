import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// Unopened documents, offered for printing and posting.
extension Documents {
  func unopenedCard(_ page: inout HTML, _ visit: Visit, _ unopened: (count: Int, oldest: Instant)) {
    let t = visit.t
    page.card(title: t("documents.office.unopened")) { card in
      card.p(
        t.counted(
          "documents.office.unopenedText", unopened.count,
          [
            "days": String(settings[DocumentSettings.postDays]),
            "date": t.longDate(visit.clock.day(of: unopened.oldest)),
          ]))
      card.postButton(
        action: "\(DocumentPath.officeStart)/drucken", label: t("documents.office.print"), token: visit.formToken)
    }
  }

  @Sendable func printUnopened(_ visit: Visit) async throws -> Reply {
    let count = try await printUnopened(by: visit.signedIn(), cause: visit.cause)
    let values = ["count": visit.t.number(count.letters), "without": visit.t.number(count.withoutAddress)]
    return visit.redirect(
      to: OfficePath.letters,
      flash: count.withoutAddress == 0 ? .officeLettersOrdered : .documentsOfficeLettersOrdered, values)
  }
}
