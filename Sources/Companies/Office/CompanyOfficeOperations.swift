import Accounts
import Database
import Web

/// Officers' operations on companies.
extension Companies {
  /// Revokes all unused PINs of a company, including those not printed yet.
  /// - Returns: the number of PINs.
  /// - Throws: `NotFound` if there is no such company, or the right is missing.
  package func revokePINs(of company: Int64, by acting: Acting, cause: Cause) async throws -> Int {
    try acting.require(.companies)
    return try await database.write { connection in
      guard try CompanyQueries.company(company, in: connection) != nil else { throw NotFound() }
      let count = try PINQueries.revokeAll(of: company, in: connection)
      try record(.companyPINsRevoked, about: company, cause, ["count": String(count)], in: connection)
      return count
    }
  }

  /// Gives the people of a head office access to one of its branches.
  /// - Returns: false if it is not a branch of this head office, or had been granted before.
  /// - Throws: `NotFound` if the right is missing.
  package func grantBranch(
    _ branch: Int64, to headOffice: Int64, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try acting.require(.companies)
    return try await database.write { connection in
      guard
        try BranchAccessQueries.grant(
          branch, to: headOffice, by: acting.account.id, now: cause.now, in: connection)
      else { return false }
      try record(.companyBranchGranted, about: headOffice, cause, ["branch": String(branch)], in: connection)
      return true
    }
  }

  /// Ends a head office's access to a branch.
  /// - Returns: false if there was none.
  /// - Throws: `NotFound` if the right is missing.
  package func endBranch(
    _ branch: Int64, of headOffice: Int64, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try acting.require(.companies)
    return try await database.write { connection in
      guard
        try BranchAccessQueries.end(branch, of: headOffice, by: acting.account.id, now: cause.now, in: connection)
      else { return false }
      try record(.companyBranchEnded, about: headOffice, cause, ["branch": String(branch)], in: connection)
      return true
    }
  }
}
