import Journal

/// Events of the audit log about officers, imports and letters.
extension Event {
  static let accountResetStarted = Event("account.reset.started")
  static let importDecided = Event("import.decided")
  static let importStarted = Event("import.started")
  static let importUploaded = Event("import.uploaded")
  static let importWithdrawn = Event("import.withdrawn")
  static let lettersRunOpened = Event("letters.run.opened")
  static let lettersRunPosted = Event("letters.run.posted")
  static let lettersRunStarted = Event("letters.run.started")
  static let officerChanged = Event("officer.changed")
  static let officerDismissed = Event("officer.dismissed")
  static let officerInvited = Event("officer.invited")

  /// All events of this area, for the vocabulary of the log.
  static let ofChamber: [Event] = [
    .accountResetStarted, .importDecided, .importStarted, .importUploaded, .importWithdrawn, .lettersRunOpened,
    .lettersRunPosted, .lettersRunStarted, .officerChanged, .officerDismissed, .officerInvited,
  ]
}

extension SubjectKind {
  static let letterRun = SubjectKind("letter_run")
}
