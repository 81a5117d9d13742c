import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web
import Work

/// The outcome of deleting an account.
package enum OfficeDeletionOutcome: Sendable, Equatable {
  /// Erased at that time, unless its owner signs in before.
  case scheduled(due: Instant)
  /// A second officer has to agree.
  case waiting
  /// Its deletion is already scheduled.
  case leavesBefore
  case objection(DeletionObjection)
}

/// Officers' operations on other people's accounts, recorded with the officer's name. All throw `NotFound` without the
/// right to accounts, and for an account that does not exist or is in the wrong state.
extension Chamber {
  /// Lifts the lock after wrong passwords.
  package func unlockAccount(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await act(on: id, by: acting) { account, connection in
      try accounts.unlock(account.id, cause: cause, in: connection)
    }
  }

  /// Mails a start code, with which the owner chooses a new password.
  package func startReset(of id: Int64, by acting: Acting, cause: Cause) async throws {
    try await act(on: id, by: acting) { account, connection in
      guard [.active, .pending].contains(account.state) else { throw NotFound() }
      try accounts.sendCode(to: account, cause: cause, in: connection)
      try record(.accountResetStarted, .init(.account, account.id), cause, in: connection)
    }
  }

  /// Blocks an account until an officer unblocks it, and ends its sessions.
  /// - Throws: `chamber.accounts.self` for one's own account, `chamber.staff.last` for the last administrator's.
  package func blockAccount(_ id: Int64, reason: String, by acting: Acting, cause: Cause) async throws {
    try await act(on: id, by: acting) { account, connection in
      try Self.requireOther(account.id, acting)
      try OfficerQueries.lockAll(in: connection)
      if try Staff.isLastAdministrator(account.id, on: cause.day, in: connection) { throw Refusal.lastAdministrator }
      guard try AccountQueries.setState(.blocked, of: account.id, from: [.active, .leaving], in: connection) else {
        throw NotFound()
      }
      _ = try SessionQueries.endAll(of: account.id, in: connection)
      try record(.accountBlocked, .init(.account, account.id), cause, ["reason": reason], in: connection)
    }
  }

  /// Unblocks an account.
  package func unblockAccount(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await act(on: id, by: acting) { account, connection in
      guard try AccountQueries.setState(.active, of: account.id, from: [.blocked], in: connection) else {
        throw NotFound()
      }
      try record(.accountUnblocked, .init(.account, account.id), cause, in: connection)
    }
  }

  /// Schedules an account's deletion after the chamber's waiting time, once two officers agree if required: for an
  /// address that its owner reported as no longer needed. The owner is notified and can cancel by signing in.
  /// - Parameters:
  ///   - reason: of two officers, the first one's applies.
  ///   - seen: the fingerprint of the proposal that the officer agrees to; empty if there was none.
  /// - Throws: `chamber.accounts.self` for one's own account, and what `FourEyes.decide` throws.
  package func deleteAccount(
    _ id: Int64, reason: String, agreeingTo seen: String = "", by acting: Acting, cause: Cause
  ) async throws -> OfficeDeletionOutcome {
    try acting.require(.accounts)
    try Self.requireOther(id, acting)
    let decision = FourEyesDecision(.accountDeletion, id, reason: reason, seen: seen, by: acting)
    let due = cause.now + .days(settings[AccountSettings.deletionDays])
    let outcome: OfficeDeletionOutcome
    do {
      outcome = try await database.write { try decideDeletion(decision, due: due, cause: cause, in: $0) }
    } catch let objection as DeletionObjection {
      return .objection(objection)
    }
    await signal.raise()
    return outcome
  }

  /// - Throws: `DeletionObjection`, within the write, so that the second officer's agreement is rolled back too.
  private func decideDeletion(
    _ decision: FourEyesDecision, due: Instant, cause: Cause, in connection: any Connection
  ) throws -> OfficeDeletionOutcome {
    guard let account = try AccountQueries.account(decision.subject, in: connection), account.state != .deleted else {
      throw NotFound()
    }
    guard account.state != .leaving else { return .leavesBefore }
    guard case .agreed(let reason) = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
      return .waiting
    }
    for erasure in accounts.erasures { try erasure.lockForErasure(of: account.id, now: cause.now, in: connection) }
    if let objection = try accounts.objection(to: account, now: cause.now, in: connection) { throw objection }
    try accounts.scheduleDeletion(of: account, due: due, reason: reason, cause: cause, in: connection)
    return .scheduled(due: due)
  }

  private static func requireOther(_ account: Int64, _ acting: Acting) throws {
    guard account != acting.account.id else { throw Refusal("chamber.accounts.self") }
  }

  private func act(
    on id: Int64, by acting: Acting, _ action: @Sendable @escaping (Account, any Connection) throws -> Void
  ) async throws {
    try acting.require(.accounts)
    try await database.write { connection in
      guard let account = try AccountQueries.account(id, in: connection) else { throw NotFound() }
      try action(account, connection)
    }
    await signal.raise()
  }
}
