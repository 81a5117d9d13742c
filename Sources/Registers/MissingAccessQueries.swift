import Chronology
import Database

/// How many of a register have no account, by how the chamber can reach them.
package struct WithoutAccess: Sendable, Equatable {
  /// Their address for mails is known.
  package let byMail: Int
  /// Only one for letters is known.
  package let byPost: Int
}

/// Who of a register has no access yet.
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

  /// A question for `id` and `email` of those who have an address for mails.
  package static func byMail(_ kind: any PersonKind, on day: CalendarDate) -> SQL {
    "SELECT found.id, found.email FROM (" + kind.withoutAccess(on: day) + ") found WHERE found.email <> ''"
  }

  /// A question for the keys of those of whom only an address for letters is known.
  package static func byPost(_ kind: any PersonKind, on day: CalendarDate) -> SQL {
    "SELECT found.id FROM (" + kind.withoutAccess(on: day) + ") found WHERE " + isReachableByPost
  }

  /// Those who have an address for mails, in the order of keys, after one.
  static func reachable(
    _ kind: any PersonKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(subject: Int64, email: String)] {
    try connection.rows(byMail(kind, on: day) + " AND found.id > \(key) ORDER BY found.id LIMIT \(limit)").map {
      (try $0["id"], try $0["email"])
    }
  }

  private static let isReachableByPost: SQL = "found.email = '' AND found.street <> '' AND found.postcode <> ''"
}
