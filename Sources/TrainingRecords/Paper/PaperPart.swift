import Chronology
import Web

/// A part of a record that was kept elsewhere (früherer Nachweis), on paper or in another program, submitted as a PDF.
struct PaperPart: Sendable {
  let id: Int64
  let span: ClosedRange<CalendarDate>
  let name: String
  let hash: [UInt8]
  let byteCount: Int
  let pages: Int
  /// Who reviewed it, and when.
  let confirmation: (name: String, at: Instant)?
}

/// Which weeks of a record are covered by paper parts, except those also written in the portal.
struct PaperCover: Sendable {
  var spans: [ClosedRange<CalendarDate>] = []
  /// Weeks written in the portal.
  var written: Set<CalendarWeek> = []

  static let none = PaperCover()

  func covers(_ week: CalendarWeek, of training: ClosedRange<CalendarDate>) -> Bool {
    !spans.isEmpty && !written.contains(week) && WeekRules.isCovered(week, of: training, by: spans)
  }
}

/// The typed values of the form that submits a paper part.
struct PaperForm: Sendable {
  let from: String
  let until: String
  var errors = FieldErrors()

  static let empty = PaperForm(FormInput())

  init(_ input: FormInput) {
    from = input.trimmed("von")
    until = input.trimmed("bis")
  }

  /// - Parameter training: the days that can be covered.
  mutating func span(in training: ClosedRange<CalendarDate>, _ t: Texts) -> ClosedRange<CalendarDate>? {
    let (first, last) = (TypedDate.date(from), TypedDate.date(until))
    errors.require(first.map(training.contains) ?? false, "von", t("records.paper.error.day"))
    errors.require(last.map(training.contains) ?? false, "bis", t("records.paper.error.day"))
    guard let first, let last, errors.isEmpty else { return nil }
    errors.require(first <= last, "bis", t("records.paper.error.order"))
    return errors.isEmpty ? first...last : nil
  }
}
