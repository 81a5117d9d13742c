import Chronology
import Database

extension Accounts {
  /// Who acts where no browser is signed in: a command, the interface. Whoever calls this has made sure who it is. Nobody
  /// acts for another this way, and no second factor was passed.
  /// - Parameter function: the key of the function to act in; the first one where it is empty or the account has none such.
  /// - Returns: nil where there is no account in use.
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
