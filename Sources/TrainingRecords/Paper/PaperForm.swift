import Chronology
import Web

/// The form that submits a paper part: the first and the last day that it covers.
struct PaperForm: Sendable {
  let first: FormField<CalendarDate>
  let last: FormField<CalendarDate>

  /// - Parameter training: the days that can be covered.
  init(in training: ClosedRange<CalendarDate>) {
    func day(_ name: String, _ label: String) -> FormField<CalendarDate> {
      FormField(name, label, kind: .date, width: .short) { (typed, t) throws(FieldProblem) in
        guard let day = TypedDate.date(typed), training.contains(day) else {
          throw FieldProblem(t("records.paper.error.day"))
        }
        return day
      }
    }
    first = day("von", "records.paper.from")
    last = day("bis", "records.paper.until")
  }

  func read(_ form: inout Form) -> ClosedRange<CalendarDate>? {
    let (first, last) = (form.read(first), form.read(last))
    guard let first, let last else { return nil }
    guard first <= last else {
      form.refuse(self.last, form.t("records.paper.error.order"))
      return nil
    }
    return first...last
  }
}
