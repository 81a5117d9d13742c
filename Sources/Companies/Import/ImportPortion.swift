import Accounts
import Chronology
import Database
import Journal
import Settings
import Sodium
import Work

extension Companies {
  /// One portion of an import, within a transaction.
  func importPortion(
    _ rows: [ImportedCompany], known: [String: CompanyImportQueries.Known], by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws -> ImportOutcome {
    var outcome = ImportOutcome()
    let expires = now + .days(settings[CompanySettings.noticePinDays])
    let changed = rows.filter { known[$0.key]?.hash != $0.contentHash }.map(\.key)
    try KnownRow.check(changed, of: "companies", against: { known[$0]?.hash }, in: connection)
    for row in rows {
      let hash = row.contentHash
      var entry = known[row.key]
      if entry?.hash != hash {
        let before = try entry.flatMap { try CompanyQueries.company($0.id, in: connection) }
        let id = try CompanyImportQueries.save(row, hash: hash, now: now, in: connection)
        if let before { try noteChange(of: before, to: row, by: actor, now: now, in: connection) }
        entry = .init(id: id, hash: hash, headOffice: entry?.headOffice)
        outcome.known[row.key] = entry
      }
      guard let id = entry?.id, !row.pin.isEmpty else { continue }
      let pin = pinHash(row.pin, company: id)
      let hasCheck = (try? LetterCode(typed: row.pin)) != nil
      if try PINQueries.addNotice(
        company: id, hash: pin, hasCheck: hasCheck, expires: expires, now: now, in: connection)
      {
        outcome.pins += 1
      }
    }
    return outcome
  }
}

extension Companies {
  /// PINs go to the address on record, so what an import changed of a company stands in the log.
  private func noteChange(
    of before: Company, to row: ImportedCompany, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws {
    let name = CompanyName.full(row.name, addition: row.nameAddition, legalForm: row.legalForm)
    let pairs = [
      ("name", before.name, name), ("street", before.street, row.street),
      ("postcode", before.postcode, row.postcode), ("place", before.place, row.place),
      ("email", before.email, row.email),
      ("until", before.activeUntil?.description ?? "", row.activeUntil?.description ?? ""),
    ]
    let details = pairs.filter { $0.1 != $0.2 }.map { ($0.0, "\($0.1) → \($0.2)") }
    try Journal.record(
      JournalEntry(
        "company.changed", .init("company", before.id), actor: actor,
        details: Dictionary(uniqueKeysWithValues: details)), at: now, in: connection)
  }
}

/// What one portion did.
struct ImportOutcome: Sendable {
  var pins = 0
  var known: [String: CompanyImportQueries.Known] = [:]
}
