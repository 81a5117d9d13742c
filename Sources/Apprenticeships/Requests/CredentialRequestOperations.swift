import Accounts
import Chronology
import Companies
import Database
import Journal
import Settings
import Web

/// What a company that requests credentials says about itself.
package struct NewCredentialRequest: Sendable {
  package let companyNumber: String
  package let companyName: String
  package let person: String
  /// The address for the answer; credentials are never sent there.
  package let email: EmailAddress
  package let reason: String
  /// The language of the answer.
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

/// Requesting credentials, and access to branches, from the chamber.
extension Apprenticeships {
  /// The length of the reason for a request, in characters.
  package static let requestReason = 0...1000

  /// Submits a request to the chamber.
  /// - Returns: nil if it was submitted, otherwise how long this network has to wait after too many requests today.
  package func ask(for request: NewCredentialRequest, cause: Cause) async throws -> TimeSpan? {
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

  /// Requests a head office's access to its branches; does nothing if a request is already open.
  /// - Parameter reason: of the length `requestReason`.
  /// - Throws: `NotFound` for a deputy, and if the person does not administer the company.
  package func askForBranches(of company: Company, reason: String, by acting: Acting, cause: Cause) async throws {
    guard acting.function([.companyAdministrator], for: company.id) != nil, acting.mayAppoint else { throw NotFound() }
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
