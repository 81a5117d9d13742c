import Database
import Journal

/// A kind of decision that needs two officers (four eyes, dual control; Vier-Augen-Prinzip), declared by the area whose
/// officers decide so. Its name on screen stands in the area's texts as `office.fourEyes.CODE`.
package struct FourEyesKind: Sendable {
  /// As it is stored.
  package let code: String
  /// Who may decide.
  package let right: OfficerRight
  /// How many characters the reason of such a decision needs and may have; nil where none is asked for.
  package let reason: ClosedRange<Int>?
  /// The condition on `o.subject_id` under which there is something left to decide.
  package let isOpen: SQL
  /// Where the officers decide about it.
  package let path: @Sendable (Int64) -> String
  /// The page of what it is about. Where that stays after the decision, it tells who proposed and who agreed.
  package let object: @Sendable (Int64) -> String
  /// What the audit log names.
  package let logged: @Sendable (Int64) -> JournalEntry.Subject
  /// How what it is about is called; empty where there is nothing to tell it from.
  package let title: @Sendable (Int64, any Connection) throws -> String
  /// Whether its subject is an account, whose owner decides nothing about it.
  package let isAboutAccounts: Bool
  /// Whether there is one such thing only, which has no number.
  package let isWithoutNumber: Bool

  package var label: String { "office.fourEyes.\(code)" }

  package init(
    _ code: String, right: OfficerRight, reason: ClosedRange<Int>?, isOpen: SQL = "1 = 1",
    isAboutAccounts: Bool = false,
    isWithoutNumber: Bool = false, logged: @escaping @Sendable (Int64) -> JournalEntry.Subject,
    path: @escaping @Sendable (Int64) -> String, object: @escaping @Sendable (Int64) -> String,
    title: @escaping @Sendable (Int64, any Connection) throws -> String = { _, _ in "" }
  ) {
    self.code = code
    self.right = right
    self.reason = reason
    self.isOpen = isOpen
    self.isAboutAccounts = isAboutAccounts
    self.isWithoutNumber = isWithoutNumber
    self.logged = logged
    self.path = path
    self.object = object
    self.title = title
  }

  /// Whether an officer is the one whom it is about.
  package func concerns(_ officer: Int64, _ subject: Int64) -> Bool { isAboutAccounts && subject == officer }
}
