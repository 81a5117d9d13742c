import Web

/// Messages after forms about deputyships.
extension Notice {
  static let delegationAcceptDone = Notice("delegation.accept.done")
  static let delegationActingEnded = Notice("delegation.acting.ended")
  static let delegationDeclineDone = Notice("delegation.decline.done")
  static let delegationGiveConfirmed = Notice("delegation.give.confirmed")
  static let delegationGiveOffered = Notice("delegation.give.offered")
  static let delegationProposalsApproved = Notice("delegation.proposals.approved")
  static let delegationProposalsRefused = Notice("delegation.proposals.refused")
  static let delegationProposeDone = Notice("delegation.propose.done")
  static let delegationReturnDone = Notice("delegation.return.done")
  static let delegationWithdrawalDone = Notice("delegation.withdrawal.done")
}
