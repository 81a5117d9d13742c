import Chronology
import Database
import Journal
import Logging
import Web

/// Signs of break-in attempts: in the audit log if an account is known, otherwise a line in the program's log. Never
/// what was typed. Only a few in a short time are recorded, so that a flood does not fill the disk.
extension Accounts {
  private static let logger = Logger(label: "security")

  /// Records that a request was refused: a right is missing, or the form is not the visitor's own.
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

  /// Records a try for a name that is unknown or locked, without saying which.
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
