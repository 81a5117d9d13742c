import Accounts
import Database
import Office
import Web

/// An officer's actions on an account, on its page.
extension Chamber {
  @Sendable func unlockAccount(_ visit: Visit) async throws -> Reply {
    let id = try account(of: visit)
    try await unlockAccount(id, by: visit.signedIn(), cause: visit.cause)
    return done(visit, id, .chamberAccountsUnlocked)
  }

  @Sendable func startReset(_ visit: Visit) async throws -> Reply {
    let id = try account(of: visit)
    try await startReset(of: id, by: visit.signedIn(), cause: visit.cause)
    return done(visit, id, .chamberAccountsCodeSent)
  }

  @Sendable func blockAccount(_ visit: Visit) async throws -> Reply {
    let id = try account(of: visit)
    var form = Form(visit)
    guard let reason = form.read(AccountEnding.reason) else { return try await confirm(visit, .block, form) }
    try await blockAccount(id, reason: reason, by: visit.signedIn(), cause: visit.cause)
    return done(visit, id, .chamberAccountsBlocked)
  }

  @Sendable func unblockAccount(_ visit: Visit) async throws -> Reply {
    let id = try account(of: visit)
    try await unblockAccount(id, by: visit.signedIn(), cause: visit.cause)
    return done(visit, id, .chamberAccountsUnblocked)
  }

  @Sendable func deleteAccount(_ visit: Visit) async throws -> Reply {
    let (id, acting) = (try account(of: visit), try visit.signedIn())
    let proposal = try await database.read { try FourEyesQueries.proposal(.accountDeletion, id, in: $0) }
    let agrees = proposal.map { $0.by != acting.account.id } ?? false
    var form = Form(visit)
    guard let reason = agrees ? "" : form.read(AccountEnding.reason) else {
      return try await confirm(visit, .deletion, form)
    }
    switch try await deleteAccount(
      id, reason: reason, agreeingTo: visit.seenProposal, by: acting, cause: visit.cause)
    {
    case .scheduled: return done(visit, id, .chamberAccountsDeletionScheduled)
    case .waiting: return done(visit, id, .officeFourEyesWaiting)
    case .leavesBefore: return done(visit, id, .nothingDone)
    case .objection(let objection):
      throw Refusal("accounts.deletion.objection", ["reason": visit.t(objection.code, objection.values)])
    }
  }

  private func account(of visit: Visit) throws -> Int64 {
    guard let id = visit.key("account") else { throw NotFound() }
    return id
  }

  private func done(_ visit: Visit, _ account: Int64, _ notice: Notice) -> Reply {
    visit.redirect(to: AccountPath.office(account), flash: notice)
  }
}
