import Chronology
import Web

extension TrainingRecords {
  /// The page in place of an erased record, for the apprentice who wrote it.
  func erasedPage(_ visit: Visit, _ erasedAt: Instant) -> Reply {
    let t = visit.t
    return visit.page(t("records.menu")) { page in
      page.pageHead(t("records.menu"))
      page.emptyState(
        title: t("records.erased.title", ["date": t.longDate(visit.clock.day(of: erasedAt))]),
        text: t("records.erased.text"))
    }
  }
}
