import Journal
import Web

/// Events of the audit log about accounts.
extension Event {
  static let accessRefusedForm = Event("access.refused.form")
  static let accessRefusedRight = Event("access.refused.right")
  static let accountActivated = Event("account.activated")
  /// The chamber blocked an account.
  package static let accountBlocked = Event("account.blocked")
  static let accountCodeWrong = Event("account.code.wrong")
  static let accountDeletionScheduled = Event("account.deletion.scheduled")
  static let accountErased = Event("account.erased")
  static let accountFunctionChosen = Event("account.function.chosen")
  static let accountFunctionDeclined = Event("account.function.declined")
  static let accountFunctionGiven = Event("account.function.given")
  static let accountFunctionHeld = Event("account.function.held")
  static let accountFunctionMoved = Event("account.function.moved")
  static let accountFunctionUnproven = Event("account.function.unproven")
  static let accountLocked = Event("account.locked")
  static let accountPasswordChanged = Event("account.password.changed")
  static let accountPasswordConfirmed = Event("account.password.confirmed")
  static let accountPasswordReset = Event("account.password.reset")
  static let accountPasswordWrong = Event("account.password.wrong")
  static let accountRecoveryCodeUsed = Event("account.recovery_code.used")
  static let accountRegistered = Event("account.registered")
  static let accountResetRequested = Event("account.reset.requested")
  static let accountSecondFactorLocked = Event("account.second_factor.locked")
  static let accountSecondFactorOff = Event("account.second_factor.off")
  static let accountSecondFactorOn = Event("account.second_factor.on")
  static let accountSecondFactorReset = Event("account.second_factor.reset")
  static let accountSecondFactorWrong = Event("account.second_factor.wrong")
  static let accountSessionEnded = Event("account.session.ended")
  static let accountSessionEndedUnproven = Event("account.session.ended_unproven")
  static let accountSessionOthersEnded = Event("account.session.others_ended")
  static let accountSignedIn = Event("account.signed_in")
  static let accountSignedOut = Event("account.signed_out")
  /// The chamber lifted its block.
  package static let accountUnblocked = Event("account.unblocked")
  /// The lock after wrong passwords was lifted.
  package static let accountUnlocked = Event("account.unlocked")
  static let credentialsWrongCode = Event("credentials.wrong_code")
  static let listDownloaded = Event("list.downloaded")
  /// The account became an officer's.
  package static let officerAppointed = Event("officer.appointed")

  /// A request was refused.
  static func accessRefused(_ kind: RefusalKind) -> Event {
    switch kind {
    case .form: accessRefusedForm
    case .right: accessRefusedRight
    }
  }

  /// All events of this area, for the vocabulary of the log.
  static let ofAccounts: [Event] = [
    .accessRefusedForm, .accessRefusedRight, .accountActivated, .accountBlocked, .accountCodeWrong,
    .accountDeletionScheduled, .accountErased, .accountFunctionChosen, .accountFunctionDeclined, .accountFunctionGiven,
    .accountFunctionHeld, .accountFunctionMoved, .accountFunctionUnproven, .accountLocked, .accountPasswordChanged,
    .accountPasswordConfirmed, .accountPasswordReset, .accountPasswordWrong, .accountRecoveryCodeUsed,
    .accountRegistered, .accountResetRequested, .accountSecondFactorLocked, .accountSecondFactorOff,
    .accountSecondFactorOn, .accountSecondFactorReset, .accountSecondFactorWrong, .accountSessionEnded,
    .accountSessionEndedUnproven, .accountSessionOthersEnded, .accountSignedIn, .accountSignedOut, .accountUnblocked,
    .accountUnlocked, .credentialsWrongCode, .listDownloaded, .officerAppointed,
  ]
}

extension SubjectKind {
  /// An account.
  package static let account = SubjectKind("account")
  /// A file that was imported.
  package static let fileImport = SubjectKind("import")
  /// A downloaded list; it has no key.
  package static let list = SubjectKind("list")
}
