import Accounts
import Database
import Office
import Web

/// What becomes of proposals beside agreeing: taken back by whoever proposed it, or not agreed to.
extension Chamber {
  private func proposal(_ visit: Visit) async throws -> OfficerProposal {
    guard let kind = office.fourEyesKinds.first(where: { $0.code == visit.parameters["kind"] }),
      let subject = kind.isWithoutNumber ? 0 : visit.key("subject"), try visit.signedIn().mayWork(on: kind.right),
      let proposal = try await database.read({ try FourEyesQueries.proposal(kind, subject, in: $0) })
    else { throw NotFound() }
    return proposal
  }

  @Sendable func takeProposalBack(_ visit: Visit) async throws -> Reply {
    let (proposal, cause) = (try await proposal(visit), visit.cause)
    let isDone = try await database.write { try office.fourEyes.withdraw(proposal, cause: cause, in: $0) }
    return visit.redirect(
      to: proposal.kind.object(proposal.subject),
      flash: isDone ? "office.fourEyes.takenBack" : "office.nothingDone")
  }

  @Sendable func declineProposal(_ visit: Visit) async throws -> Reply {
    let (proposal, cause) = (try await proposal(visit), visit.cause)
    let reason = visit.form.trimmed("grund")
    let answer = try visit.decision(proposal.kind, proposal.subject, reason: reason)
    guard proposal.by != answer.officer.id else { throw NotFound() }
    guard (3...500).contains(reason.count) else {
      let errors = FieldErrors("grund", visit.t("office.fourEyes.declineReasonMissing"))
      return visit.formPage(visit.t("office.fourEyes.decline"), errors) { page in
        page.pageHead(visit.t("office.fourEyes.decline"))
        page.proposalCard(ProposalCard(proposal, action: nil, errors: errors), for: visit)
      }
    }
    try await database.write { try office.fourEyes.decline(proposal, answer, cause: cause, in: $0) }
    return visit.redirect(to: proposal.kind.object(proposal.subject), flash: "office.fourEyes.declined")
  }

  /// What waits for a second officer, for the overview of one who did not propose it.
  func proposalTasks(_ proposals: [OfficerProposal], _ acting: Acting, _ visit: Visit) -> [TaskItem] {
    let t = visit.t
    return proposals.filter {
      $0.by != acting.account.id && acting.mayWork(on: $0.kind.right)
        && !$0.kind.concerns(acting.account.id, $0.subject)
    }.map { proposal in
      let label = [t(proposal.kind.label), proposal.title].filter { !$0.isEmpty }.joined(separator: ": ")
      let detail = [visit.by(proposal), proposal.reason].filter { !$0.isEmpty }.joined(separator: ". ")
      return TaskItem(
        label, path: proposal.kind.path(proposal.subject), detail: detail,
        badge: (t("office.fourEyes.waits"), .wait))
    }
  }
}
