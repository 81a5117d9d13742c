import Accounts
import Chronology
import Companies
import Database
import Registers
import Work

/// A kind of recipient: who they are, and whose accounts read their documents. Supplied by the areas.
package protocol AddresseeDirectory: Sendable {
  var kind: RecipientKind { get }
  /// A subquery over all possible recipients: `id`, `number_key`, `name`, `more` (an addition to the name), and
  /// `addition`, `street`, `postcode`, `place`, empty if unknown.
  var everyone: SQL { get }
  /// A subquery over all recipients: `id`, `number`, `birth_date` and, as `beside`, the company or exam.
  var particulars: SQL { get }
  /// Folded prefixes of the words that precede their numbers in the chamber's letters.
  var numberWords: [String] { get }
  /// The accounts notified by mail about a kind of document: those that hold the subject's function; not deputies, who
  /// act on request.
  func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64]
}

extension AddresseeDirectory {
  /// The recipients with some numbers of the chamber, by number key, with their name for officers.
  package func find(
    _ numbers: [String], in connection: any Connection
  ) throws -> [String: (subject: Int64, name: String)] {
    var found: [String: (subject: Int64, name: String)] = [:]
    let keys = Set(numbers.map(NumberKey.folded)).filter { !$0.isEmpty }
    for portion in Array(keys).chunked(into: 500) {
      for row in try connection.rows(everyone + " WHERE number_key IN (\(list: portion))") {
        found[try row["number_key"]] = (try row["id"], try Self.name(row))
      }
    }
    return found
  }

  package func names(of subjects: [Int64], in connection: any Connection) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    for portion in subjects.chunked(into: 500) {
      for row in try connection.rows(everyone + " WHERE id IN (\(list: portion))") {
        names[try row["id"]] = try Self.name(row)
      }
    }
    return names
  }

  /// Those of some recipients whose postal address is complete.
  func withAddress(_ subjects: [Int64], in connection: any Connection) throws -> Set<Int64> {
    let known: SQL = " AND street <> '' AND postcode <> ''"
    return Set(
      try subjects.chunked(into: 500).flatMap { portion in
        try connection.rows(everyone + " WHERE id IN (\(list: portion))" + known).map { try $0["id"] as Int64 }
      })
  }

  /// The lines of a letter's address field.
  func addressLines(of subject: Int64, in connection: any Connection) throws -> [String] {
    guard let row = try connection.row(everyone + " WHERE id = \(subject)") else { return [] }
    let (addition, street): (String, String) = (try row["addition"], try row["street"])
    let (postcode, place): (String, String) = (try row["postcode"], try row["place"])
    return [try Self.name(row), addition, street, "\(postcode) \(place)"].filter { $0 != " " && !$0.isEmpty }
  }

  private static func name(_ row: Row) throws -> String {
    let (name, more): (String, String) = (try row["name"], try row["more"])
    return more.isEmpty ? name : "\(name) \(more)"
  }
}

/// Companies as recipients of documents.
package struct CompanyAddressees: AddresseeDirectory {
  package let kind = RecipientKind.company
  package let numberWords = ["betrieb", "unternehm", "firm", "mitglied", "company"]
  package let everyone: SQL =
    """
    SELECT id, number_key, full_name AS name, '' AS more, name_addition AS addition, street, postcode, place
    FROM company_facts
    """

  package let particulars: SQL = "SELECT id, number, CAST(NULL AS TEXT) AS birth_date, '' AS beside FROM company_facts"

  package init() {}

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    let rights = DocumentAccess.rights(for: document)
    let companies = try [subject] + BranchAccessQueries.headOffices(of: subject, in: connection)
    return try companies.flatMap { company in
      try MemberQueries.members(of: company, on: day, in: connection).filter { member in
        member.isAdministrator || !member.rights.isDisjoint(with: rights)
      }.map(\.account)
    }
  }
}

/// Persons of a register as recipients of documents.
struct PersonAddressees: AddresseeDirectory {
  let person: any PersonKind

  var kind: RecipientKind { RecipientKind(person.kind) }
  var everyone: SQL { person.everyone }
  var particulars: SQL { person.particulars }
  var numberWords: [String] { person.numberWords }

  /// The accounts with the person's function.
  func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    guard let grant = try FunctionGrantQueries.current(person.kind, subject, in: connection),
      grant.state == .held, grant.accountState == .active
    else { return [] }
    return [grant.account]
  }
}

extension Documents {
  /// The names of recipients, for officers.
  package func names(of addressees: Set<Addressee>, in connection: any Connection) throws -> [Addressee: String] {
    try Dictionary(grouping: addressees, by: \.kind).reduce(into: [:]) { names, group in
      let found = try directory(group.key)?.names(of: group.value.map(\.subject), in: connection) ?? [:]
      for addressee in group.value { names[addressee] = found[addressee.subject] }
    }
  }
}
