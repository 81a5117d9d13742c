import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Web

/// Whom a company has look through a record (Ausbildungsbeauftragte).
extension TrainingRecords {
  /// Has somebody who acts for the company look through the record.
  /// - Parameter person: the key of their account.
  /// - Throws: `NotFound` for whoever does not decide for the company, for somebody who does not act for it, and for the
  ///   apprentice: nobody signs their own record.
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
      try note("record.assistant.assigned", record, ["account": String(person)], cause: cause, in: connection)
    }
  }

  /// Ends that; nothing happens where it was ended before.
  /// - Throws: `NotFound` for whoever does not decide for the company.
  package func unassign(_ person: Int64, from open: OpenRecord, cause: Cause) async throws {
    let company = try companyDeciding(on: open)
    let record = open.record
    try await database.write { connection in
      guard try RecordAccessQueries.unassign(person, from: record.apprenticeship, of: company, in: connection) else {
        return
      }
      try note("record.assistant.removed", record, ["account": String(person)], cause: cause, in: connection)
    }
  }

  /// Only somebody with the right for training decides for the company, not an assistant, and nobody's deputy.
  private func companyDeciding(on open: OpenRecord) throws -> Int64 {
    guard let company = open.record.parties.company, open.acting.mayAppoint,
      let function = open.acting.function([.companyAdministrator, .companyMember], for: company),
      function.rights.contains(CompanyRight.training.rawValue)
    else { throw NotFound() }
    return company
  }
}
