import Accounts
import Web

/// Co-signing on the page of a week.
extension TrainingRecords {
  @Sendable func coSignWeek(_ visit: Visit) async throws -> Reply {
    try await coSign(try await open(visit), seen: visit.form["inhalt"], cause: visit.cause)
    return visit.redirect(to: RecordPath.start, flash: .recordsCoSigned)
  }

  func coSignForm(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ signOffs: [SignOff]) {
    guard open.actions.contains(.coSign), let week = open.stored, let signer = open.record.parties.coSigner,
      !signOffs.contains(where: { $0.coSigner == signer.id })
    else { return }
    page.card(title: visit.t("records.coSign.title")) { card in
      card.p(visit.t("records.coSign.text"))
      card.form(action: "\(open.path)/mitzeichnen", token: visit.formToken) { form in
        form.void("input", [.type("hidden"), .name("inhalt"), .value(Self.fingerprint(week.contentHash))])
        form.buttonRow { $0.submitButton(visit.t("records.coSign")) }
      }
    }
  }
}
