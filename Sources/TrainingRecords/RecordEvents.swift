import Journal

/// Events of the audit log about training records.
extension Event {
  static let recordAssistantAssigned = Event("record.assistant.assigned")
  static let recordAssistantRemoved = Event("record.assistant.removed")
  static let recordBasisChanged = Event("record.basis.changed")
  static let recordCoSignerEnded = Event("record.coSigner.ended")
  static let recordCoSignerNamed = Event("record.coSigner.named")
  static let recordErased = Event("record.erased")
  static let recordLooked = Event("record.looked")
  static let recordOpenedExam = Event("record.opened.exam")
  static let recordPaperAdded = Event("record.paper.added")
  static let recordPaperConfirmed = Event("record.paper.confirmed")
  static let recordPaperRemoved = Event("record.paper.removed")
  static let recordPaperReopened = Event("record.paper.reopened")
  static let recordPrinted = Event("record.printed")
  static let recordReleaseEnded = Event("record.release.ended")
  static let recordReleased = Event("record.released")
  static let recordRequestAsked = Event("record.request.asked")
  static let recordRequestGranted = Event("record.request.granted")
  static let recordRequestRefused = Event("record.request.refused")
  static let recordRequestWithdrawn = Event("record.request.withdrawn")
  static let recordWeekCoSigned = Event("record.week.coSigned")
  static let recordWeekReopened = Event("record.week.reopened")
  static let recordWeekReturned = Event("record.week.returned")
  static let recordWeekSigned = Event("record.week.signed")
  static let recordWeekSubmitted = Event("record.week.submitted")
  static let registerFrameworksImported = Event("register.frameworks.imported")

  /// All events of this area, for the vocabulary of the log.
  static let ofTrainingRecords: [Event] = [
    .recordAssistantAssigned, .recordAssistantRemoved, .recordBasisChanged, .recordCoSignerEnded, .recordCoSignerNamed,
    .recordErased, .recordLooked, .recordOpenedExam, .recordPaperAdded, .recordPaperConfirmed, .recordPaperRemoved,
    .recordPaperReopened, .recordPrinted, .recordReleaseEnded, .recordReleased, .recordRequestAsked,
    .recordRequestGranted, .recordRequestRefused, .recordRequestWithdrawn, .recordWeekCoSigned, .recordWeekReopened,
    .recordWeekReturned, .recordWeekSigned, .recordWeekSubmitted, .registerFrameworksImported,
  ]
}
