import Accounts
import Chronology
import Database

/// Whether a person of the register has an account, and since when.
package enum PersonAccess: Sendable, Equatable {
  case none
  /// An account was made; its start code has not been redeemed yet.
  case invited(since: Instant, email: String)
  /// The owner of the e-mail address has not confirmed yet.
  case offered(since: Instant, email: String)
  case held(since: Instant, email: String)

  /// - Parameter row: has the columns `grant_state`, `grant_at`, `account_email` and `account_state`.
  package init(_ row: Row) throws {
    guard let state: FunctionGrantState = try row["grant_state"], let since: Instant = try row["grant_at"] else {
      self = .none
      return
    }
    let email: String = try row["account_email"]
    let account: AccountState = try row["account_state"]
    switch (state, account) {
    case (_, .pending): self = .invited(since: since, email: email)
    case (.offered, _): self = .offered(since: since, email: email)
    default: self = .held(since: since, email: email)
    }
  }

  package var kind: Kind {
    switch self {
    case .none: .none
    case .invited: .invited
    case .offered: .offered
    case .held: .held
    }
  }

  package enum Kind: String, Sendable {
    case none
    case invited
    case offered
    case held
  }
}
