import Accounts
import Chronology
import Database
import Settings
import Sodium
import Web

/// The outcome of entering a revocation code.
package enum RevocationOutcome: Sendable, Equatable {
  case revoked
  /// Too many codes from this network.
  case tooManyTries(wait: TimeSpan)
  /// Not a code of ours, already used, or expired.
  case unknown
}

extension Companies {
  /// Ends the membership that a letter to the company announced, and everything that followed from it. Anybody who
  /// opens the company's post can do this, without an account.
  package func revoke(_ code: LetterCode, cause: Cause) async throws -> RevocationOutcome {
    let wait = limiter.wait(
      for: "revocation|\(NetworkLimiter.network(of: cause.address))",
      limit: settings[CompanySettings.revocationTriesPerHour], window: .hours(1), now: cause.now)
    if let wait { return .tooManyTries(wait: wait) }
    let hash = revocationHash(code)
    return try await database.write { connection in
      guard let link = try MemberQueries.useRevocation(hash, now: cause.now, in: connection) else { return .unknown }
      _ = try MemberQueries.end(account: link.account, of: link.company, by: nil, now: cause.now, in: connection)
      try MemberQueries.endInvited(by: link.account, of: link.company, now: cause.now, in: connection)
      try record(.companyMemberRevoked, about: link.company, cause, ["member": String(link.account)], in: connection)
      return .revoked
    }
  }

  func revocationHash(_ code: LetterCode) -> [UInt8] {
    pinKey.hash("revocation|\(code.letters)")
  }
}
