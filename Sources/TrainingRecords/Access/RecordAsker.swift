import Accounts
import Apprenticeships
import Chronology

/// Who asks for a record, as far as the database has to know it.
package struct RecordAsker: Sendable {
  let account: Int64
  /// Keys of the person's functions as instructor and as co-signer.
  let instructors: [Int64]
  let coSigners: [Int64]
  /// Whoever trained on this day or later still counts as former instructor; nil where nobody does.
  let graceSince: CalendarDate?

  package static let nobody = RecordAsker(account: 0, instructors: [], coSigners: [], graceSince: nil)
}

extension RecordAsker {
  init(_ acting: Acting, graceSince: CalendarDate) {
    func subjects(_ kind: FunctionKind) -> [Int64] { acting.functions.filter { $0.kind == kind }.map(\.subject) }
    self.init(
      account: acting.account.id, instructors: subjects(.instructor), coSigners: subjects(.coSigner),
      graceSince: graceSince)
  }
}
