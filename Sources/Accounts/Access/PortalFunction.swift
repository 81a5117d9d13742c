import Chronology
import Database
import Web

/// A function (Funktion) that a person has: it opens a part of the portal.
package struct PortalFunction: Sendable, Equatable {
  /// Names it among all functions of the portal, such as `company:17`.
  package let key: String
  package let kind: FunctionKind
  /// What it belongs to, such as the company's key.
  package let subject: Int64
  /// What it belongs to, for people: the company's name.
  package let title: String
  package let rights: Set<String>
  /// The page that it opens.
  package let path: String
  /// Whether it opens the chamber's documents for its subject.
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

/// The areas tell with this which functions an account has. Asked on each request, so that a right that was withdrawn
/// is gone on the next click.
package protocol FunctionProvider: Sendable {
  var source: FunctionSource { get }
  func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction]
}

/// Where functions come from: found out together with the session, so that a provider is asked only for accounts that
/// may have some.
package enum FunctionSource: Sendable {
  /// From links to registers with persons of some kinds.
  case grants(Set<FunctionKind>)
  /// From rows of the area's own: a condition on the account, which is called `a`.
  case rows(SQL)
}

/// What an area does when an account is erased: takes the personal data out that it keeps.
package protocol AccountErasure: Sendable {
  func erase(account: Int64, now: Instant, in connection: any Connection) throws
  /// Holds what the objection depends on until the transaction ends, so that of two who go at once the second is asked
  /// after the first is gone. Only within a write.
  func hold(account: Int64, now: Instant, in connection: any Connection) throws
  /// Why the account cannot be deleted yet; nil when nothing stands against it.
  func objection(to account: Int64, now: Instant, in connection: any Connection) throws -> DeletionObjection?
}
