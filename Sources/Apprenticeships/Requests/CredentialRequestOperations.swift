import Accounts
import Chronology
import Companies
import Database
import Journal
import Settings
import Web

/// What a company says of itself that asks for credentials.
package struct NewCredentialRequest: Sendable {
  package let companyNumber: String
  package let companyName: String
  package let person: String
  /// For the answer; credentials never go there.
  package let email: EmailAddress
  package let reason: String
  /// Of the answer.
  package let language: Language

  package init(
    companyNumber: String, companyName: String, person: String, email: EmailAddress, reason: String,
    language: Language
  ) {
    self.companyNumber = companyNumber
    self.companyName = companyName
    self.person = person
    self.email = email
    self.reason = reason
    self.language = language
  }
}

/// Asking the chamber for credentials, and for access to branches.
extension Apprenticeships {
  /// How long the reason of a request may be, in characters.
  package static let requestReason = 0...1000

  /// Puts a request before the chamber.
  /// - Returns: nil when it waits there; else how long this network has to wait that asked too often today.
  /// - Throws: `web.reasonImpossible` unless the reason is of the length `requestReason`.
  package func ask(for request: NewCredentialRequest, cause: Cause) async throws -> TimeSpan? {
    try Refusal.requireReason(request.reason, of: Self.requestReason)
    let wait = accounts.limiter.wait(
      for: "credentials|\(NetworkLimiter.network(of: cause.address))", limit: settings[RequestSettings.requestsPerDay],
      window: .hours(24), now: cause.now)
    if let wait { return wait }
    try await database.write { connection in
      let id = try CredentialRequestQueries.add(request, now: cause.now, in: connection)
      try record(.credentialsRequested, .init(.credentialRequest, id), cause, in: connection)
    }
    return nil
  }

  /// Asks for access of a head office to its branches; nothing happens where that was asked already.
  /// - Parameter reason: of the length `requestReason`.
  /// - Throws: `NotFound` for whoever does not manage the company, or acts for another; `web.reasonImpossible`.
  package func askForBranches(of company: Company, reason: String, by acting: Acting, cause: Cause) async throws {
    guard acting.function([.companyAdministrator], for: company.id) != nil, acting.mayAppoint else { throw NotFound() }
    try Refusal.requireReason(reason, of: Self.requestReason)
    try await database.write { connection in
      guard
        try CredentialRequestQueries.addBranches(
          of: company, by: acting.account, reason: reason, now: cause.now, in: connection)
      else { return }
      try record(.companyBranchesAsked, .init(.company, company.id), cause, in: connection)
    }
  }

  func record(
    _ event: Event, _ subject: JournalEntry.Subject, _ cause: Cause, in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject), at: cause.now, in: connection)
  }
}
