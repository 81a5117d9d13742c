import Web

/// Messages after forms about accounts.
extension Notice {
  static let accountsActivationDone = Notice("accounts.activation.done")
  static let accountsActivationDoneSharing = Notice("accounts.activation.doneSharing")
  static let accountsCodeBlocked = Notice("accounts.code.blocked")
  static let accountsDeletionScheduled = Notice("accounts.deletion.scheduled")
  static let accountsDeletionTakenBack = Notice("accounts.deletion.takenBack")
  static let accountsFactorOver = Notice("accounts.factor.over")
  static let accountsFactorSwitchedOff = Notice("accounts.factor.switchedOff")
  static let accountsFunctionAccepted = Notice("accounts.function.accepted")
  static let accountsFunctionDeclined = Notice("accounts.function.declined")
  static let accountsPasswordChanged = Notice("accounts.password.changed")
  static let accountsProofOver = Notice("accounts.proof.over")
  static let accountsRegistrationSent = Notice("accounts.registration.sent")
  static let accountsResetDone = Notice("accounts.reset.done")
  static let accountsResetSent = Notice("accounts.reset.sent")
  static let accountsResetSentName = Notice("accounts.reset.sentName")
  static let accountsSessionsEnded = Notice("accounts.sessions.ended")
  static let accountsSessionsOthersEnded = Notice("accounts.sessions.othersEnded")
  static let accountsSignOutDone = Notice("accounts.signOut.done")
}
