import Chronology
import Database

/// How many persons of a register have no account, by how they can be reached.
package struct WithoutAccess: Sendable, Equatable {
  /// With a known e-mail address.
  package let byMail: Int
  /// With a known postal address only.
  package let byPost: Int
}

/// Queries for persons of a register who have no access yet.
package enum MissingAccessQueries {
  package static func count(
    _ kind: any PersonKind, on day: CalendarDate, in connection: any Connection
  ) throws -> WithoutAccess {
    let row = try connection.row(
      """
      SELECT coalesce(sum(CASE WHEN found.email <> '' THEN 1 ELSE 0 END), 0) AS by_mail,
        coalesce(sum(CASE WHEN \(sql: isReachableByPost) THEN 1 ELSE 0 END), 0) AS by_post
      FROM (\(sql: kind.withoutAccess(on: day))) found
      """)
    return WithoutAccess(byMail: try row?["by_mail"] ?? 0, byPost: try row?["by_post"] ?? 0)
  }

  /// A subquery for `id` and `email` of those with an e-mail address.
  package static func byMail(_ kind: any PersonKind, on day: CalendarDate) -> SQL {
    "SELECT found.id, found.email FROM (" + kind.withoutAccess(on: day) + ") found WHERE found.email <> ''"
  }

  /// A subquery for the keys of those with a postal address only.
  package static func byPost(_ kind: any PersonKind, on day: CalendarDate) -> SQL {
    "SELECT found.id FROM (" + kind.withoutAccess(on: day) + ") found WHERE " + isReachableByPost
  }

  /// A page of those with an e-mail address, sorted by key, after a key.
  static func reachable(
    _ kind: any PersonKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(subject: Int64, email: String)] {
    try connection.rows(byMail(kind, on: day) + " AND found.id > \(key) ORDER BY found.id LIMIT \(limit)").map {
      (try $0["id"], try $0["email"])
    }
  }

  private static let isReachableByPost: SQL = "found.email = '' AND found.street <> '' AND found.postcode <> ''"
}
