import Settings

/// The chamber settings of accounts, with their defaults and ranges.
package enum AccountSettings {
  /// Consecutive wrong passwords until the account is locked.
  package static let lockAfter = Setting<Int>("accounts.lockAfter", 5, in: 3...20)
  /// Duration of the lock, in hours.
  package static let lockHours = Setting<Int>("accounts.lockHours", 24, in: 1...168)
  /// Whether resetting the password (`Passwort vergessen`) lifts the lock.
  package static let resetUnlocks = Setting<Bool>("accounts.resetUnlocks", true)
  package static let passwordLength = Setting<Int>("accounts.passwordLength", 12, in: 8...64)
  package static let activationHours = Setting<Int>("accounts.activationHours", 24, in: 1...336)
  package static let resetMinutes = Setting<Int>("accounts.resetMinutes", 30, in: 10...1440)
  package static let invitationDays = Setting<Int>("accounts.invitationDays", 14, in: 1...90)
  /// Days after which a registration that was never confirmed is erased.
  package static let pendingDays = Setting<Int>("accounts.pendingDays", 7, in: 1...60)
  /// Wrong start codes from one network before it has to wait.
  package static let codeAttempts = Setting<Int>("accounts.codeAttempts", 5, in: 3...20)
  /// Wrong tries, from all networks together, that end a start code.
  package static let codeEndsAfter = Setting<Int>("accounts.codeEndsAfter", 50, in: 5...500)
  /// Mails with a start code to one address within an hour.
  package static let mailsPerHour = Setting<Int>("accounts.mailsPerHour", 3, in: 1...20)
  /// Mails to typed addresses within an hour, from one account and from one company.
  package static let mailsBySender = Setting<Int>("accounts.mailsBySender", 40, in: 5...1000)
  package static let idleMinutes = Setting<Int>("accounts.idleMinutes", 30, in: 5...480)
  package static let sessionHours = Setting<Int>("accounts.sessionHours", 12, in: 1...72)
  /// Days between `Konto löschen` and the deletion.
  package static let deletionDays = Setting<Int>("accounts.deletionDays", 14, in: 0...60)
  /// Posted sign-ins, codes and registrations from one network within ten minutes.
  package static let postsPerNetwork = Setting<Int>("accounts.postsPerNetwork", 300, in: 10...10_000)

  package static let all = [
    lockAfter.declaration, lockHours.declaration, resetUnlocks.declaration, passwordLength.declaration,
    activationHours.declaration, resetMinutes.declaration, invitationDays.declaration, pendingDays.declaration,
    codeAttempts.declaration, codeEndsAfter.declaration, mailsPerHour.declaration, mailsBySender.declaration,
    idleMinutes.declaration,
    sessionHours.declaration,
    deletionDays.declaration, postsPerNetwork.declaration,
  ]
}
