import Database
import Web
import Work

package enum AccountListOrder: String, ListOrder {
  case newest = "neu"
  case name

  package static let standard = AccountListOrder.newest
  package var isByNumber: Bool { self == .newest }
  package var beginsAtEnd: Bool { self == .newest }
}

/// An account in the officers' list, with its sort key by name.
package struct ListedAccount: Sendable {
  package let account: Account
  private let nameKey: String

  fileprivate init(_ row: Row) throws {
    account = try Account(row)
    nameKey = try row["name_key"]
  }

  package func key(in order: AccountListOrder) -> ListKey {
    switch order {
    case .newest: ListKey(account.id)
    case .name: ListKey(nameKey, account.id)
    }
  }
}

/// Queries for the officers' list of accounts; searches by part of name or address.
package enum AccountListQueries {
  package static func page(
    _ text: String, _ slice: ListSlice<AccountListOrder>, in connection: any Connection
  ) throws -> [ListedAccount] {
    let column: SQL? =
      switch slice.order {
      case .newest: nil
      case .name: "name_key"
      }
    return try connection.rows(
      "SELECT \(raw: Account.columns), name_key FROM accounts WHERE state <> 'deleted'" + condition(text)
        + slice.rows(by: column, "id")
    ).map(ListedAccount.init)
  }

  /// The number of accounts, counted up to a limit. Search results are not counted, because no index covers them.
  package static func count(limit: Int, in connection: any Connection) throws -> Int {
    try connection.value(
      "SELECT count(*) FROM (SELECT 1 FROM accounts WHERE state <> 'deleted' LIMIT \(limit)) AS found") ?? 0
  }

  private static func condition(_ text: String) -> SQL {
    guard !text.isEmpty else { return SQL() }
    let words = SortKey.spellings(text).prefix(6).map { spellings -> SQL in
      let written = spellings.sorted().map { word -> SQL in "name_key LIKE \("%\(word)%")" }
      return "(" + SQL.joined(written, separator: " OR ") + ")"
    }
    let isNamed: SQL = words.isEmpty ? "1 = 0" : SQL.joined(words, separator: " AND ")
    return """
       AND ((\(sql: isNamed))
        OR email_key LIKE '%' || \(EmailAddress(text)?.key ?? text.lowercased()) || '%'
        OR email LIKE '%' || \(text.lowercased()) || '%')
      """
  }
}
