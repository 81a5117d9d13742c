import Database

/// What is asked before the portal is taken up.
enum StartQueries {
  static func hasAccounts(in connection: any Connection) throws -> Bool {
    try connection.row("SELECT 1 AS found FROM accounts LIMIT 1") != nil
  }
}
