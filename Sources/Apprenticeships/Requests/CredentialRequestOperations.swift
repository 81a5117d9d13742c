import Accounts
import Companies
import Database
import Journal
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

  /// Puts a request before the chamber. How many may come from one network is the caller's to count.
  package func ask(for request: NewCredentialRequest, cause: Cause) async throws {
    try await database.write { connection in
      let id = try CredentialRequestQueries.add(request, now: cause.now, in: connection)
      try record("credentials.requested", .init("credential_request", id), cause, in: connection)
    }
  }

  /// Asks for access of a head office to its branches; nothing happens where that was asked already.
  /// - Parameter reason: of the length `requestReason`.
  /// - Throws: `NotFound` for whoever does not manage the company, or acts for another.
  package func askForBranches(of company: Company, reason: String, by acting: Acting, cause: Cause) async throws {
    guard acting.function([.companyAdministrator], for: company.id) != nil, acting.mayAppoint else { throw NotFound() }
    try await database.write { connection in
      guard
        try CredentialRequestQueries.addBranches(
          of: company, by: acting.account, reason: reason, now: cause.now, in: connection)
      else { return }
      try record("company.branches.asked", .init("company", company.id), cause, in: connection)
    }
  }

  func record(
    _ event: String, _ subject: JournalEntry.Subject, _ cause: Cause, in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject), at: cause.now, in: connection)
  }
}
