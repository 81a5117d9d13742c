import Chronology
import Database
import Web

/// A function (Funktion) that a person has: it opens a part of the portal.
package struct PortalFunction: Sendable, Equatable {
  /// Unique among all functions of the portal, such as `company:17`.
  package let key: String
  package let kind: FunctionKind
  /// The key of what it belongs to, such as the company.
  package let subject: Int64
  /// The name of what it belongs to, such as the company's.
  package let title: String
  package let rights: Set<String>
  /// The start page of the function.
  package let path: String
  /// Whether it gives access to documents that the chamber issued to its subject.
  package let getsDocuments: Bool

  package init(
    kind: FunctionKind, subject: Int64, title: String, rights: Set<String>, path: String, getsDocuments: Bool = false
  ) {
    self.getsDocuments = getsDocuments
    key = "\(kind.rawValue):\(subject)"
    self.kind = kind
    self.subject = subject
    self.title = title
    self.rights = rights
    self.path = path
  }
}

/// Finds the functions of an account; implemented by areas. Asked on every request, so that withdrawing a right takes
/// effect at the next click.
package protocol FunctionProvider: Sendable {
  var source: FunctionSource { get }
  func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction]
}

/// The source of functions, evaluated in the query of the session, so that a provider is asked only for accounts that
/// may have some.
package enum FunctionSource: Sendable {
  /// Grants that link accounts with persons of some kinds in registers.
  case grants(Set<FunctionKind>)
  /// Rows of the area's own tables: a condition on the account, whose alias is `a`.
  case rows(SQL)
}

/// What an area does when an account is erased: removes the personal data that it keeps, and may object before.
package protocol AccountErasure: Sendable {
  func erase(account: Int64, now: Instant, in connection: any Connection) throws
  /// Locks the rows on which the objection depends until the transaction ends, so that of two concurrent deletions the
  /// second is judged after the first. Only within a write.
  func lockForErasure(of account: Int64, now: Instant, in connection: any Connection) throws
  /// The reason why the account cannot be deleted yet; nil if nothing prevents it.
  func objection(to account: Int64, now: Instant, in connection: any Connection) throws -> DeletionObjection?
}
