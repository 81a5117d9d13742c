import Web

/// Messages after forms of the back office that belong to no other area.
extension Notice {
  static let chamberAccountsBlocked = Notice("chamber.accounts.blocked")
  static let chamberAccountsCodeSent = Notice("chamber.accounts.codeSent")
  static let chamberAccountsDeletionScheduled = Notice("chamber.accounts.deletionScheduled")
  static let chamberAccountsUnblocked = Notice("chamber.accounts.unblocked")
  static let chamberAccountsUnlocked = Notice("chamber.accounts.unlocked")
  static let chamberImportDecided = Notice("chamber.import.decided")
  static let chamberImportWithdrawn = Notice("chamber.import.withdrawn")
  static let chamberLettersMarkedPosted = Notice("chamber.letters.markedPosted")
  static let chamberLettersNotReady = Notice("chamber.letters.notReady", .problem)
  static let chamberLettersNothing = Notice("chamber.letters.nothing", .problem)
  static let chamberSettingsSaved = Notice("chamber.settings.saved")
  static let chamberStaffAppointed = Notice("chamber.staff.appointed")
  static let chamberStaffChanged = Notice("chamber.staff.changed")
  static let chamberStaffEnded = Notice("chamber.staff.ended")
  static let chamberStaffInvitedAgain = Notice("chamber.staff.invitedAgain")
}
