import Database
import Journal

/// A kind of decision that needs two officers (dual control, four eyes; Vier-Augen-Prinzip), declared by the area whose
/// officers decide. Its name on screen is the text `office.fourEyes.CODE`.
package struct FourEyesKind: Sendable {
  /// The stored form.
  package let code: String
  /// The right that officers need to decide.
  package let right: OfficerRight
  /// A condition on `o.subject_id`: there is still something to decide.
  package let isOpen: SQL
  /// The page where officers decide.
  package let path: @Sendable (Int64) -> String
  /// The page of the subject. If it outlasts the decision, it shows who proposed and who agreed.
  package let object: @Sendable (Int64) -> String
  /// The subject as the audit log names it.
  package let logged: @Sendable (Int64) -> JournalEntry.Subject
  /// The name of the subject; empty if there is nothing to tell it apart from.
  package let title: @Sendable (Int64, any Connection) throws -> String
  /// Whether the subject is an account, whose owner must not decide about it.
  package let isAboutAccounts: Bool
  /// Whether there is only one such subject, which has no number.
  package let isWithoutNumber: Bool

  package var label: String { "office.fourEyes.\(code)" }

  package init(
    _ code: String, right: OfficerRight, isOpen: SQL = "1 = 1", isAboutAccounts: Bool = false,
    isWithoutNumber: Bool = false, logged: @escaping @Sendable (Int64) -> JournalEntry.Subject,
    path: @escaping @Sendable (Int64) -> String, object: @escaping @Sendable (Int64) -> String,
    title: @escaping @Sendable (Int64, any Connection) throws -> String = { _, _ in "" }
  ) {
    self.code = code
    self.right = right
    self.isOpen = isOpen
    self.isAboutAccounts = isAboutAccounts
    self.isWithoutNumber = isWithoutNumber
    self.logged = logged
    self.path = path
    self.object = object
    self.title = title
  }

  /// Whether the decision is about this officer.
  package func concerns(_ officer: Int64, _ subject: Int64) -> Bool { isAboutAccounts && subject == officer }
}
