import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web
import Work

/// What an officer can do with an account. Each is noted with the officer's name.
extension Chamber {
  @Sendable func unlockAccount(_ visit: Visit) async throws -> Reply {
    try await act(on: visit, flash: "chamber.accounts.unlocked") { account, connection in
      try accounts.unlock(account.id, in: connection)
      try record("account.unlocked", .init("account", account.id), visit, in: connection)
    }
  }

  @Sendable func startReset(_ visit: Visit) async throws -> Reply {
    try await act(on: visit, flash: "chamber.accounts.codeSent") { account, connection in
      guard [.active, .pending].contains(account.state) else { throw NotFound() }
      try accounts.sendCode(to: account, cause: visit.cause, in: connection)
      try record("account.reset.started", .init("account", account.id), visit, in: connection)
    }
  }

  @Sendable func blockAccount(_ visit: Visit) async throws -> Reply {
    try refuseOnSelf(visit)
    var form = Form(visit)
    guard let reason = form.read(AccountEnding.reason) else { return try await confirm(visit, .block, form) }
    return try await act(on: visit, flash: "chamber.accounts.blocked") { account, connection in
      try OfficerQueries.hold(in: connection)
      let today = visit.clock.day(of: visit.now)
      if try Staff.isLastAdministrator(account.id, on: today, in: connection) { throw Refusal.lastAdministrator }
      guard try AccountQueries.setState(.blocked, of: account.id, from: [.active, .leaving], in: connection) else {
        throw NotFound()
      }
      _ = try SessionQueries.endAll(of: account.id, in: connection)
      try record("account.blocked", .init("account", account.id), visit, ["reason": reason], in: connection)
    }
  }

  @Sendable func unblockAccount(_ visit: Visit) async throws -> Reply {
    try await act(on: visit, flash: "chamber.accounts.unblocked") { account, connection in
      guard try AccountQueries.setState(.active, of: account.id, from: [.blocked], in: connection) else {
        throw NotFound()
      }
      try record("account.unblocked", .init("account", account.id), visit, in: connection)
    }
  }

  /// For an address that its owner reported as not needed any more; the owner is told and can come back until the day.
  @Sendable func deleteAccount(_ visit: Visit) async throws -> Reply {
    try refuseOnSelf(visit)
    let due = visit.now + .days(settings[AccountSettings.deletionDays])
    guard let id = visit.key("account") else { throw NotFound() }
    let officer = try visit.signedIn().account.id
    let proposal = try await database.read { try FourEyesQueries.proposal(.accountDeletion, id, in: $0) }
    let agrees = proposal.map { $0.by != officer } ?? false
    var form = Form(visit)
    guard let reason = agrees ? "" : form.read(AccountEnding.reason) else {
      return try await confirm(visit, .deletion, form)
    }
    let (decision, cause) = (try visit.decision(.accountDeletion, id, reason: reason), visit.cause)
    let outcome = try await database.write { connection -> FourEyesOutcome? in
      guard let account = try AccountQueries.account(id, in: connection), account.state != .deleted else {
        throw NotFound()
      }
      guard account.state != .leaving else { return nil }
      let outcome = try office.fourEyes.decide(decision, cause: cause, in: connection)
      guard case .agreed(let reason) = outcome else { return outcome }
      for erasure in accounts.erasures { try erasure.hold(account: account.id, now: visit.now, in: connection) }
      if let objection = try accounts.objection(to: account, now: visit.now, in: connection) {
        throw Refusal("accounts.deletion.objection", ["reason": visit.t(objection.code, objection.values)])
      }
      try accounts.scheduleDeletion(of: account, due: due, reason: reason, cause: visit.cause, in: connection)
      return outcome
    }
    guard let outcome else { return visit.redirect(to: "/kammer/konten/\(id)", flash: "office.nothingDone") }
    await signal.raise()
    if case .waiting = outcome {
      return visit.redirect(to: "/kammer/konten/\(id)", flash: "office.fourEyes.waiting")
    }
    return visit.redirect(to: "/kammer/konten/\(id)", flash: "chamber.accounts.deletionScheduled")
  }

  private func refuseOnSelf(_ visit: Visit) throws {
    guard visit.key("account") == visit.acting?.account.id else { return }
    throw Refusal("chamber.accounts.self")
  }

  private func act(
    on visit: Visit, flash: String, _ action: @Sendable @escaping (Account, any Connection) throws -> Void
  ) async throws -> Reply {
    guard let id = visit.key("account") else { throw NotFound() }
    try await database.write { connection in
      guard let account = try AccountQueries.account(id, in: connection) else { throw NotFound() }
      try action(account, connection)
    }
    await signal.raise()
    return visit.redirect(to: "/kammer/konten/\(id)", flash: flash)
  }
}
