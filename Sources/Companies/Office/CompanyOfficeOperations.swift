import Accounts
import Database
import Web

/// What officers do with companies.
extension Companies {
  /// Makes all PINs of a company void that nobody used, also those that wait to be printed.
  /// - Returns: how many.
  /// - Throws: `NotFound` where there is no such company, and for whoever lacks the right.
  package func revokePINs(of company: Int64, by acting: Acting, cause: Cause) async throws -> Int {
    try acting.require(.companies)
    return try await database.write { connection in
      guard try CompanyQueries.company(company, in: connection) != nil else { throw NotFound() }
      let count = try PINQueries.revokeAll(of: company, in: connection)
      guard count > 0 else { return 0 }
      try record(.companyPINsRevoked, company, cause, ["count": String(count)], in: connection)
      return count
    }
  }

  /// Lets the people of a head office act for one of its branches.
  /// - Returns: false when it is no branch of this head office, or was granted before.
  /// - Throws: `NotFound` for whoever lacks the right.
  package func grantBranch(
    _ branch: Int64, to headOffice: Int64, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try acting.require(.companies)
    return try await database.write { connection in
      guard
        try BranchAccessQueries.grant(
          branch, to: headOffice, by: acting.account.id, now: cause.now, in: connection)
      else { return false }
      try record(.companyBranchGranted, headOffice, cause, ["branch": String(branch)], in: connection)
      return true
    }
  }

  /// Takes a branch from a head office again.
  /// - Returns: false when it was not granted.
  /// - Throws: `NotFound` for whoever lacks the right.
  package func endBranch(
    _ branch: Int64, of headOffice: Int64, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try acting.require(.companies)
    return try await database.write { connection in
      guard
        try BranchAccessQueries.end(branch, of: headOffice, by: acting.account.id, now: cause.now, in: connection)
      else { return false }
      try record(.companyBranchEnded, headOffice, cause, ["branch": String(branch)], in: connection)
      return true
    }
  }
}
