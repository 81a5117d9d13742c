import Accounts
import Database
import Office
import Web

/// The pages for answers to proposals other than agreeing: withdrawing one's own, or declining a colleague's.
extension Chamber {
  private func proposal(_ visit: Visit) async throws -> OfficerProposal {
    guard let kind = office.fourEyesKinds.first(where: { $0.code == visit.parameters["kind"] }),
      let subject = kind.isWithoutNumber ? 0 : visit.key("subject")
    else { throw NotFound() }
    return try await proposal(kind, subject, for: visit.signedIn())
  }

  @Sendable func takeProposalBack(_ visit: Visit) async throws -> Reply {
    let proposal = try await proposal(visit)
    let isDone = try await takeBack(proposal, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: proposal.kind.object(proposal.subject),
      flash: isDone ? .officeFourEyesTakenBack : .nothingDone)
  }

  @Sendable func declineProposal(_ visit: Visit) async throws -> Reply {
    let (proposal, acting) = (try await proposal(visit), try visit.signedIn())
    guard proposal.by != acting.account.id else { throw NotFound() }
    var form = Form(visit)
    guard let reason = form.read(ProposalCard.declineReason) else {
      return visit.formPage(visit.t("office.fourEyes.decline"), form) { page in
        page.pageHead(visit.t("office.fourEyes.decline"))
        page.proposalCard(ProposalCard(proposal, action: nil, declining: form), for: visit)
      }
    }
    try await decline(proposal, reason: reason, seen: visit.seenProposal, by: acting, cause: visit.cause)
    return visit.redirect(to: proposal.kind.object(proposal.subject), flash: .officeFourEyesDeclined)
  }

  /// The proposals that wait for a second officer, on the overview of officers who did not make them.
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
