import Chronology

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
