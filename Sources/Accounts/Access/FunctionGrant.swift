import Chronology
import Database

/// A grant (Zugang): links an account with a person in a register of the chamber, and so gives the account the function
/// of that person.
package struct FunctionGrant: Sendable, Equatable {
  package let id: Int64
  package let kind: FunctionKind
  /// The key of the person in the register of that kind.
  package let subject: Int64
  package let account: Int64
  package let state: FunctionGrantState
  package let origin: FunctionGrantOrigin
  /// The number of birth dates tried as proof of identity.
  let proofTries: Int
  package let createdAt: Instant
  package let decidedAt: Instant?
  /// The account's address.
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
  /// Awaits confirmation by the owner of the address.
  case offered
  case held
  case declined
  case ended
}

/// The chamber has already invited the person, and a company cannot replace that.
package struct InvitedByChamber: Error, Sendable {
  package init() {}
}

extension Accounts {
  /// Whether accepting needs proof by birth date. A company chose the address, so the person has to prove that they are
  /// the apprentice; otherwise one person could keep and sign both sides of a record.
  func needsProof(_ grant: FunctionGrant) -> Bool {
    grant.state == .offered && grant.origin == .company && standing(of: grant.kind) == .learning
  }
}

/// Who granted the function.
package enum FunctionGrantOrigin: String, ColumnValue {
  case chamber
  case company
  /// Redeemed with the code from a letter.
  case letter
}
