import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Web

/// Training assistants (Ausbildungsbeauftragte), whom a company assigns to review a record.
extension TrainingRecords {
  /// Assigns a person who acts for the company as assistant for the record.
  /// - Parameter person: the key of their account.
  /// - Throws: `NotFound` if this person may not decide for the company, if that person does not act for it, and for
  ///   the apprentice, because nobody signs their own record.
  package func assign(_ person: Int64, to open: OpenRecord, cause: Cause) async throws {
    let company = try companyDeciding(on: open)
    let record = open.record
    let day = cause.site.clock.day(of: cause.now)
    try await database.write { connection in
      let own = try FunctionGrantQueries.current(.apprentice, record.apprentice, in: connection)
      guard own?.account != person,
        try MemberQueries.members(of: company, on: day, in: connection).contains(where: { $0.account == person })
      else { throw NotFound() }
      try RecordAccessQueries.assign(
        person, to: record.apprenticeship, of: company, by: open.acting.account.id, now: cause.now, in: connection)
      try note(.recordAssistantAssigned, record, ["account": String(person)], cause: cause, in: connection)
    }
  }

  /// Ends an assignment; does nothing if it was ended before.
  /// - Throws: `NotFound` if the person may not decide for the company.
  package func unassign(_ person: Int64, from open: OpenRecord, cause: Cause) async throws {
    let company = try companyDeciding(on: open)
    let record = open.record
    try await database.write { connection in
      guard try RecordAccessQueries.unassign(person, from: record.apprenticeship, of: company, in: connection) else {
        return
      }
      try note(.recordAssistantRemoved, record, ["account": String(person)], cause: cause, in: connection)
    }
  }

  /// Only people with the right for training decide for the company, not assistants or deputies.
  private func companyDeciding(on open: OpenRecord) throws -> Int64 {
    guard let company = open.record.parties.company, open.acting.mayAppoint,
      let function = open.acting.function([.companyAdministrator, .companyMember], for: company),
      function.rights.contains(CompanyRight.training.rawValue)
    else { throw NotFound() }
    return company
  }
}
