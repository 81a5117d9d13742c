import Accounts
import Chronology
import Companies
import Database
import Work

/// A kind of recipient: an area tells who they are and who reads for them.
package protocol AddresseeDirectory: Sendable {
  var kind: RecipientKind { get }
  /// Those who have one of some numbers of the chamber, by the key of the number, with the name to be shown to officers.
  func find(_ numbers: [String], in connection: any Connection) throws -> [String: (subject: Int64, name: String)]
  func name(of subject: Int64, in connection: any Connection) throws -> String?
  /// The accounts that open a kind of document for the subject, which are told of it by mail.
  func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64]
}

extension AddresseeDirectory {
  /// Those who hold the function of a person of a register.
  package func holders(_ kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> [Int64] {
    guard let grant = try FunctionGrantQueries.current(kind, subject, in: connection),
      grant.state == .held, grant.accountState == .active
    else { return [] }
    return [grant.account]
  }
}

/// Companies as recipients of documents.
package struct CompanyAddressees: AddresseeDirectory {
  package let kind = RecipientKind.company

  package init() {}

  package func find(
    _ numbers: [String], in connection: any Connection
  ) throws -> [String: (subject: Int64, name: String)] {
    try NumberQueries.find("SELECT id, number_key, name, '' AS more FROM companies", numbers, in: connection)
  }

  package func name(of subject: Int64, in connection: any Connection) throws -> String? {
    try CompanyQueries.company(subject, in: connection)?.name
  }

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    let rights = DocumentAccess.rights(for: document)
    return try MemberQueries.members(of: subject, on: day, in: connection).filter { member in
      member.isAdministrator || !member.rights.isDisjoint(with: rights)
    }.map(\.account)
  }
}

/// Apprentices as recipients of documents.
package struct ApprenticeAddressees: AddresseeDirectory {
  package let kind = RecipientKind.apprentice

  package init() {}

  package func find(
    _ numbers: [String], in connection: any Connection
  ) throws -> [String: (subject: Int64, name: String)] {
    try NumberQueries.find(
      "SELECT id, number_key, first_name AS name, last_name AS more FROM apprentices", numbers, in: connection)
  }

  package func name(of subject: Int64, in connection: any Connection) throws -> String? {
    try ApprenticeQueries.name(of: subject, in: connection)
  }

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    try holders(.apprentice, subject, in: connection)
  }
}

/// Questions about apprentices as recipients.
enum ApprenticeQueries {
  static func name(of apprentice: Int64, in connection: any Connection) throws -> String? {
    try connection.row("SELECT first_name, last_name FROM apprentices WHERE id = \(apprentice)").map { row in
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      return "\(first) \(last)"
    }
  }
}

/// Finds recipients by their numbers.
package enum NumberQueries {
  /// - Parameter select: a question for `id`, `number_key`, `name` and `more`, what belongs behind the name.
  package static func find(
    _ select: SQL, _ numbers: [String], in connection: any Connection
  ) throws -> [String: (subject: Int64, name: String)] {
    var found: [String: (subject: Int64, name: String)] = [:]
    let keys = Set(numbers.map(PINRules.numberKey)).filter { !$0.isEmpty }
    for portion in Array(keys).chunked(into: 500) {
      for row in try connection.rows(select + " WHERE number_key IN (\(list: portion))") {
        let (name, more): (String, String) = (try row["name"], try row["more"])
        found[try row["number_key"]] = (try row["id"], more.isEmpty ? name : "\(name) \(more)")
      }
    }
    return found
  }
}

extension Documents {
  /// The names of recipients, for officers.
  package func names(of addressees: Set<Addressee>, in connection: any Connection) throws -> [Addressee: String] {
    try addressees.reduce(into: [:]) { names, addressee in
      names[addressee] = try directory(addressee.kind)?.name(of: addressee.subject, in: connection)
    }
  }
}
