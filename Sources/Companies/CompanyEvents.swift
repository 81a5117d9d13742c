import Journal

/// Events of the audit log about companies.
extension Event {
  static let companiesImported = Event("companies.imported")
  static let companyBranchEnded = Event("company.branch.ended")
  /// A head office was given access to a branch.
  package static let companyBranchGranted = Event("company.branch.granted")
  static let companyChanged = Event("company.changed")
  static let companyInvitationWithdrawn = Event("company.invitation.withdrawn")
  static let companyMemberAccepted = Event("company.member.accepted")
  static let companyMemberChanged = Event("company.member.changed")
  static let companyMemberDeclined = Event("company.member.declined")
  static let companyMemberInvited = Event("company.member.invited")
  static let companyMemberLinked = Event("company.member.linked")
  static let companyMemberRevoked = Event("company.member.revoked")
  static let companyMemberWithdrawn = Event("company.member.withdrawn")
  static let companyPINRequested = Event("company.pin.requested")
  static let companyPINWrong = Event("company.pin.wrong")
  static let companyPINsRevoked = Event("company.pins.revoked")

  /// All events of this area, for the vocabulary of the log.
  static let ofCompanies: [Event] = [
    .companiesImported, .companyBranchEnded, .companyBranchGranted, .companyChanged, .companyInvitationWithdrawn,
    .companyMemberAccepted, .companyMemberChanged, .companyMemberDeclined, .companyMemberInvited, .companyMemberLinked,
    .companyMemberRevoked, .companyMemberWithdrawn, .companyPINRequested, .companyPINWrong, .companyPINsRevoked,
  ]
}

extension SubjectKind {
  /// A company.
  package static let company = SubjectKind("company")
}
