import Accounts
import Apprenticeships
import Chronology

/// Query parameters that depend on the viewer of a record.
package struct RecordAsker: Sendable {
  let account: Int64
  /// Keys of the viewer's functions as instructor and as co-signer.
  let instructors: [Int64]
  let coSigners: [Int64]
  /// Instructors who trained on this day or later still count as former instructors; nil if nobody does.
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
