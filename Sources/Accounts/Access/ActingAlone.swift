import Chronology
import Database

extension Accounts {
  /// The current user without a browser session, for a command or the interface. The caller has authenticated the
  /// person. They act for nobody else and have not passed a second factor.
  /// - Parameter function: the key of the function to act in; the first one if empty or not among the account's
  ///   functions.
  /// - Returns: nil if there is no such account in use.
  package func acting(
    _ account: Int64, as function: String = "", at now: Instant, in connection: any Connection
  ) throws -> Acting? {
    guard let account = try AccountQueries.account(account, in: connection), account.state == .active else {
      return nil
    }
    let functions = try providers.flatMap { try $0.functions(of: account.id, at: now, in: connection) }
    let session = Session(
      id: 0, account: account, deviceID: 0, functionKey: function, factor: .none, lastSeenAt: now, deputyship: nil,
      hasOffers: false, grantKinds: Set(functions.map(\.kind)), meets: [])
    return Acting(session: session, functions: functions, secondFactorForOfficers: secondFactorForOfficers)
  }
}
