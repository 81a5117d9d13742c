import Accounts
import Web

/// The apprentice's answer to the chamber's request.
extension TrainingRecords {
  /// An open request, above the form that grants it.
  func openRequest(_ page: inout HTML, _ visit: Visit, _ request: RecordRequest?, _ path: String) {
    guard let request, request.state == .open else { return }
    let t = visit.t
    page.alert(.wait, title: t("records.request.title", ["name": request.name])) { alert in
      alert.p(request.reason)
      alert.p(t("records.request.text"))
      alert.postButton(action: "\(path)/freigabe/ablehnen", label: t("records.request.refuse"), token: visit.formToken)
    }
  }

  /// A hint on the start page and on the page of the record.
  func requestHint(_ page: inout HTML, _ visit: Visit, _ record: TrainingRecord) {
    page.alert(.wait, title: visit.t("records.request.hint")) { alert in
      alert.buttonRow {
        $0.buttonLink(visit.t("records.request.look"), href: RecordPath.release(record.apprenticeship), .primary)
      }
    }
  }

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let open = try await openRecord(visit)
    let isRefused = try await refuseRequest(to: open, cause: visit.cause)
    return visit.redirect(
      to: RecordPath.release(open.apprenticeship),
      flash: isRefused ? .recordsRequestRefused : .recordsRequestOver)
  }
}
