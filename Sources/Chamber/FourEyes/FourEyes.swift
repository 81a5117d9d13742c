import Accounts
import Chronology
import Database
import Journal
import Settings
import Web

/// What came of an officer's wish to refuse or delete.
enum FourEyesOutcome: Sendable {
  /// It may be done, with the reason that was proposed first.
  case agreed(reason: String)
  /// A second officer has to agree.
  case waiting
}

/// Refusals and deletions need two officers, where the chamber wants it so.
extension Chamber {
  /// Proposes, or agrees to what another officer proposed; within the transaction of what is decided.
  func secondPair(
    _ kind: FourEyesKind, _ subject: Int64, reason: String, _ visit: Visit, in connection: any Connection
  ) throws -> FourEyesOutcome {
    guard settings[OfficerSettings.fourEyes] else { return .agreed(reason: reason) }
    let officer = try visit.signedIn().account.id
    if let proposal = try FourEyesQueries.proposal(
      kind, subject, lock: connection.lockingRows, in: connection), proposal.by != officer
    {
      _ = try FourEyesQueries.remove(kind, subject, in: connection)
      return .agreed(reason: proposal.reason)
    }
    try FourEyesQueries.propose(kind, subject, reason: reason, by: officer, now: visit.now, in: connection)
    try record("four_eyes.proposed", .init(kind.rawValue, subject), visit, in: connection)
    return .waiting
  }

  @Sendable func takeProposalBack(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let kind = FourEyesKind(rawValue: visit.parameters["kind"] ?? ""), let subject = visit.key("subject"),
      acting.mayWork(on: kind.right)
    else { throw NotFound() }
    let isDone = try await database.write { connection in
      guard try FourEyesQueries.remove(kind, subject, in: connection) else { return false }
      try record("four_eyes.withdrawn", .init(kind.rawValue, subject), visit, in: connection)
      return true
    }
    return visit.redirect(
      to: kind.path(subject), flash: isDone ? "chamber.fourEyes.takenBack" : "chamber.access.nothingDone")
  }

  /// What another officer proposed, with agreeing and taking back.
  /// - Parameter action: where agreeing goes.
  func proposalCard(_ page: inout HTML, _ visit: Visit, _ proposal: OfficerProposal, action: String) {
    let t = visit.t
    page.card(title: t("chamber.fourEyes.\(proposal.kind.rawValue)")) { card in
      card.p(
        t(
          "chamber.fourEyes.by",
          ["name": proposal.byName, "time": t.longTime(proposal.at, visit.clock)]))
      if !proposal.reason.isEmpty { card.p(proposal.reason) }
      let isOwn = proposal.by == visit.acting?.account.id
      if isOwn { card.p(t("chamber.fourEyes.own"), .class("muted")) }
      card.buttonRow { row in
        if !isOwn {
          row.postButton(action: action, label: t("chamber.fourEyes.agree"), token: visit.formToken, .primary)
        }
        row.postButton(
          action: "/kammer/vorschlaege/\(proposal.kind.rawValue)/\(proposal.subject)/zuruecknehmen",
          label: t("chamber.fourEyes.takeBack"), token: visit.formToken)
      }
    }
  }

  /// What waits for a second officer, for the overview of one who did not propose it.
  func proposalTasks(_ proposals: [OfficerProposal], _ acting: Acting, _ visit: Visit) -> [TaskItem] {
    let t = visit.t
    return proposals.filter { $0.by != acting.account.id && acting.mayWork(on: $0.kind.right) }.map { proposal in
      TaskItem(
        t("chamber.fourEyes.\(proposal.kind.rawValue)"), path: proposal.kind.path(proposal.subject),
        detail: t("chamber.fourEyes.by", ["name": proposal.byName, "time": t.longTime(proposal.at, visit.clock)]),
        badge: (t("chamber.fourEyes.waits"), .wait))
    }
  }
}
