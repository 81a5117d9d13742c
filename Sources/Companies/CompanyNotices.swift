import Web

/// Messages after forms about companies.
extension Notice {
  static let companiesBranchesChanged = Notice("companies.branches.changed")
  static let companiesInviteAccepted = Notice("companies.invite.accepted")
  static let companiesInviteDeclined = Notice("companies.invite.declined")
  static let companiesInviteSent = Notice("companies.invite.sent")
  static let companiesInviteWithdrawn = Notice("companies.invite.withdrawn")
  static let companiesOfficePINsRevoked = Notice("companies.office.pins.revoked")
  static let companiesPINRequested = Notice("companies.pin.requested")
  static let companiesRevocationDone = Notice("companies.revocation.done")
  static let companiesRightsChanged = Notice("companies.rights.changed")
  static let companiesVerified = Notice("companies.verified")
  static let companiesVerifiedMember = Notice("companies.verifiedMember")
  static let companiesWithdrawalDone = Notice("companies.withdrawal.done")
}
