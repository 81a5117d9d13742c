import Accounts
import Chronology
import Database
import Journal
import Web

/// Signing beside the instructor: over what is shown, before or after the instructor signs.
extension TrainingRecords {
  @Sendable func coSignWeek(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    guard open.actions.contains(.coSign), let week = open.stored, let signer = open.record.parties.coSigner else {
      throw Refusal.weekIsElsewhere
    }
    guard visit.form["inhalt"] == Self.fingerprint(week.contentHash),
      try await coSigned(visit, week, as: signer)
    else { throw Refusal.weekIsElsewhere }
    return visit.redirect(to: RecordPath.start, flash: "records.coSigned")
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

  /// - Returns: false when the week is no longer what was read, or was signed by the person before.
  func coSigned(_ visit: Visit, _ week: RecordWeek, as signer: CoSigner) async throws -> Bool {
    let acting = try visit.signedIn()
    return try await database.write { connection in
      let now = try WeekQueries.week(
        week.week, of: week.apprenticeship, lock: connection.lockingRows, in: connection)
      guard let now, now.revision == week.revision, [.submitted, .signed].contains(now.state),
        try !SignOffQueries.isSigned(now, by: signer, in: connection)
      else { return false }
      let signOff = try SignOffQueries.add(
        now, by: acting.account, for: acting.principalName, as: signer.role.rawValue, coSigner: signer.id,
        now: visit.now, in: connection)
      try Journal.record(
        visit.entry(
          "record.week.coSigned", .init("apprenticeship", week.apprenticeship),
          ["week": week.week.description, "position": String(signOff.position)]), at: visit.now, in: connection)
      return true
    }
  }
}
