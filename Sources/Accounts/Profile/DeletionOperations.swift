import Chronology
import Database
import Journal
import Postbox
import Settings
import Web
import Work

/// The reason why an account cannot be deleted yet.
package struct DeletionObjection: Error, Sendable, Equatable {
  /// A stable code for programs, and the key of its text.
  package let code: String
  /// The values for the text's places.
  package let values: [String: String]

  package init(_ code: String, _ values: [String: String] = [:]) {
    self.code = code
    self.values = values
  }
}

/// The outcome of requesting the deletion of one's own account.
package enum DeletionOutcome: Sendable {
  /// Erased at that time, unless a sign-in cancels it.
  case scheduled(due: Instant)
  case wrongPassword
  case objection(DeletionObjection)
}

/// Deleting an account (`Konto löschen`): requested with the password, done after a waiting time, cancelled by a
/// sign-in. What the law requires remains under a pseudonym: the account's row without personal data, which the audit
/// log refers to.
extension Accounts {
  /// Requests the deletion of one's own account.
  /// - Throws: `NotFound` if the session is over, `accounts.session.unproven` after too many wrong passwords,
  ///   `NetworkLimitReached`.
  package func requestDeletion(password: String, by acting: Acting, cause: Cause) async throws -> DeletionOutcome {
    try acting.requireOwnAccount()
    try countPost(cause)
    guard try await isOwnPassword(password, of: acting, cause) else { return .wrongPassword }
    let due = cause.now + .days(settings[AccountSettings.deletionDays])
    let refused = try await database.write { connection -> DeletionObjection? in
      try lockSession(of: acting, in: connection)
      for erasure in erasures { try erasure.lockForErasure(of: acting.account.id, now: cause.now, in: connection) }
      if let objection = try objection(to: acting.account, now: cause.now, in: connection) { return objection }
      try scheduleDeletion(of: acting.account, due: due, cause: cause, in: connection)
      return nil
    }
    if let refused { return .objection(refused) }
    await signal.raise()
    return .scheduled(due: due)
  }

  /// Ends all sessions and schedules the deletion. Officers use it too, for a reported account.
  /// - Parameter reason: why an officer deletes it; empty for the owner, who need not say.
  package func scheduleDeletion(
    of account: Account, due: Instant, reason: String = "", cause: Cause, in connection: any Connection
  ) throws {
    try AccountQueries.scheduleDeletion(of: account.id, due: due, in: connection)
    _ = try SessionQueries.endAll(of: account.id, in: connection)
    try Journal.record(
      JournalEntry(
        .accountDeletionScheduled, .init(.account, account.id), actor: cause.actor, address: cause.address,
        details: ["due": cause.site.clock.day(of: due).description, "reason": reason].filter { !$0.value.isEmpty }),
      at: cause.now, in: connection)
    try queueMail(.deletionScheduled(due: due), to: account, cause: cause, in: connection)
  }

  /// The reason why an account cannot be deleted yet; nil if nothing prevents it.
  package func objection(
    to account: Account, now: Instant, in connection: any Connection
  ) throws -> DeletionObjection? {
    for erasure in erasures {
      if let objection = try erasure.objection(to: account.id, now: now, in: connection) { return objection }
    }
    return nil
  }

  /// Erases accounts whose waiting time is over, and registrations that were never confirmed.
  /// - Returns: the number of accounts erased.
  package func eraseDue(now: Instant) async throws -> Int {
    let pendingSince = now - .days(settings[AccountSettings.pendingDays])
    let erasures = erasures
    return try await database.write { connection in
      let due = try AccountQueries.dueForErasure(now: now, pendingSince: pendingSince, in: connection)
      for account in due {
        for erasure in erasures { try erasure.erase(account: account.id, now: now, in: connection) }
        try MailQueries.forget(account: account.id, in: connection)
        try AccountQueries.erase(account.id, in: connection)
        try Journal.record(
          JournalEntry(.accountErased, .init(.account, account.id), actor: nil), at: now, in: connection)
      }
      return due.count
    }
  }
}

extension Accounts {
  /// Removes ended sessions, expired devices, and sign-ins that never passed their second factor.
  package func forgetOldSessions(now: Instant) async throws {
    let idleSince = now - .minutes(settings[AccountSettings.idleMinutes])
    try await database.write { connection in
      try SessionQueries.forgetOver(now: now, idleSince: idleSince, in: connection)
      try SessionQueries.forgetDevices(notSeenSince: now - Self.deviceLifetime, in: connection)
      try PendingSignInQueries.forgetOver(now: now, in: connection)
      try PostalCodeQueries.revokeExpired(now: now, in: connection)
      try MailSenderQueries.forgetOver(now: now, in: connection)
    }
  }
}
