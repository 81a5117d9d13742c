import Chronology
import Database
import Journal
import Logging
import Web

/// What points at somebody who tries to get in: in the audit log where an account is known, else a line in the program's
/// log. Never what was typed. Of many in a short time a few are noted, so that a flood does not fill the disk.
extension Accounts {
  private static let logger = Logger(label: "security")

  /// Somebody was turned away: a right is missing, or the form is none of theirs.
  package func note(_ kind: RefusalKind, of visit: Visit) async {
    guard let account = visit.acting?.account.id else {
      return log("turned away", ["why": "\(kind.rawValue)", "path": "\(visit.path)"], visit.cause)
    }
    let allowance = Allowance("note|refusal|\(account)", limit: 20, window: .hours(1))
    guard limiter.take([allowance], now: visit.now) == nil else { return }
    let (cause, path) = (visit.cause, visit.path)
    do {
      try await database.write { connection in
        try record(
          .accessRefused(kind), account: account, cause: cause, details: ["path": path],
          in: connection)
      }
    } catch {
      log("turned away", ["why": "\(kind.rawValue)", "path": "\(visit.path)"], visit.cause)
    }
  }

  /// A try for a name that nobody has, or that is locked; which of both is not told here either.
  func noteUncounted(_ what: String, _ cause: Cause) {
    log(what, [:], cause)
  }

  private func log(_ what: String, _ details: Logger.Metadata, _ cause: Cause) {
    let network = NetworkLimiter.network(of: cause.address)
    let allowances = [
      Allowance("note|log|\(network)", limit: 20, window: .minutes(10)),
      Allowance("note|log", limit: 600, window: .minutes(10)),
    ]
    guard limiter.take(allowances, now: cause.now) == nil else { return }
    Self.logger.notice("\(what)", metadata: details)
  }
}
