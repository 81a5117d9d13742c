import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Web

/// The card about the training record on the officers' page of an apprenticeship: numbers only, unless the apprentice
/// released the record to the chamber.
struct RecordAnnex: OfficeAnnex {
  func cards(beside object: OfficeObject, for visit: Visit, in connection: any Connection) throws -> HTML {
    let day = visit.clock.day(of: visit.now)
    guard object.subject.kind == .apprenticeship, let apprenticeship = object.subject.id,
      let numbers = try RecordNumbers.of(apprenticeship, on: day, in: connection)
    else { return HTML(capacity: 0) }
    let t = visit.t
    return HTML { page in
      page.card(title: t("records.menu")) { card in
        card.recordNumbers(numbers, t)
        if let until = numbers.releasedUntil {
          card.p(t("records.office.released", ["date": t.longDate(until)]))
          card.buttonRow { $0.buttonLink(t("records.office.look"), href: RecordPath.record(apprenticeship)) }
        } else {
          card.p(t("records.office.closed"), .class("muted"))
          card.buttonRow { $0.buttonLink(t("records.office.title"), href: RecordPath.office(apprenticeship)) }
        }
      }
    }
  }
}
