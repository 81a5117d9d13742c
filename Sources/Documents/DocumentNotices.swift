import Web

/// Messages after forms about documents.
extension Notice {
  static let documentsClosureConfirmed = Notice("documents.closure.confirmed")
  static let documentsClosureDone = Notice("documents.closure.done")
  static let documentsClosureReopened = Notice("documents.closure.reopened")
  static let documentsOfficeAssigned = Notice("documents.office.assigned")
  static let documentsOfficeDiscarded = Notice("documents.office.discarded")
  static let documentsOfficeDraftDiscarded = Notice("documents.office.draft.discarded")
  static let documentsOfficeDropped = Notice("documents.office.dropped")
  static let documentsOfficeIssued = Notice("documents.office.issued")
  static let documentsOfficeIssuedBefore = Notice("documents.office.issuedBefore")
  static let documentsOfficeIssuedUnread = Notice("documents.office.issuedUnread")
  static let documentsOfficeLettersOrdered = Notice("documents.office.lettersOrdered")
  static let documentsOfficeOrdered = Notice("documents.office.ordered")
  static let documentsOfficeRevoked = Notice("documents.office.revoked")
}
