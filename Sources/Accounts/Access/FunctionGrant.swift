import Chronology
import Database

/// The link (Zugang) between a person whom the chamber keeps in a register and an account: it gives the account the
/// function of that person.
package struct FunctionGrant: Sendable, Equatable {
  package let id: Int64
  package let kind: FunctionKind
  /// The key of the person in the register of that kind.
  package let subject: Int64
  package let account: Int64
  package let state: FunctionGrantState
  package let origin: FunctionGrantOrigin
  /// How often somebody gave a birth date to prove that they are meant.
  let proofTries: Int
  package let createdAt: Instant
  package let decidedAt: Instant?
  /// Of the account.
  package let email: String
  package let accountState: AccountState

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    subject = try row["subject_id"]
    account = try row["account_id"]
    state = try row["state"]
    origin = try row["origin"]
    proofTries = try row["proof_tries"]
    createdAt = try row["created_at"]
    decidedAt = try row["decided_at"]
    email = try row["email"]
    accountState = try row["account_state"]
  }
}

package enum FunctionGrantState: String, ColumnValue {
  /// The owner of the address has to confirm that it is them.
  case offered
  case held
  case declined
  case ended
}

/// The chamber has invited the person already; a company cannot replace that.
package struct InvitedByChamber: Error, Sendable {
  package init() {}
}

extension Accounts {
  /// A company chose the address: whoever redeems the code proves by the birth date that they are the apprentice, so
  /// that nobody keeps and signs both sides of a record.
  func needsProof(_ grant: FunctionGrant) -> Bool {
    grant.state == .offered && grant.origin == .company && standing(of: grant.kind) == .learning
  }
}

/// Who gave a function to an account.
package enum FunctionGrantOrigin: String, ColumnValue {
  case chamber
  case company
  /// With the code of a letter.
  case letter
}
