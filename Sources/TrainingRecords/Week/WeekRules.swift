import Chronology
import Foundation

/// The actions on a week.
package enum WeekAction: String, Sendable, CaseIterable {
  case view, write, submit, giveBack, sign, reopen, coSign
}

/// The role in which somebody views a week.
package enum WeekViewer: Sendable, CaseIterable {
  /// Keeps the record (§ 13 sentence 2 no. 7 BBiG).
  case apprentice
  /// Has to review it (§ 14 (2) BBiG).
  case instructor
  /// Trained before another took over, and may for a while sign what was submitted until then.
  case formerInstructor
  /// Reviews it for the instructor, assigned by the company (Ausbildungsbeauftragte/r).
  case assistant
  /// A member of the company with the right for training.
  case company
  /// Co-signs: a guardian, the school, another training site.
  case coSigner
  /// An officer while the record is released to the chamber.
  case chamber

  /// Whether they may read the whole record, with its evaluation and its copies.
  package var seesAll: Bool { ![.formerInstructor, .coSigner].contains(self) }
}

/// Why a week cannot be submitted. The words are the texts `records.gap.GAP`.
package enum WeekGap: Sendable, Hashable {
  case future
  case outside
  case noKind(weekday: Int)
  case noEntries(weekday: Int)
  case noHours(weekday: Int)
  /// For records kept by week.
  case noActivities
  case noTopics
}

/// The state machine of a week, and the rules for keeping it. Pure functions.
package enum WeekRules {
  /// The length of the reason for returning or reopening a week, in characters.
  package static let reasonLength = 1...2000

  /// What a viewer may do with a week in a state.
  package static func actions(of viewer: WeekViewer, on state: WeekState) -> Set<WeekAction> {
    switch (viewer, state) {
    case (.apprentice, .draft), (.apprentice, .returned): [.view, .write, .submit]
    case (.apprentice, .submitted), (.apprentice, .signed): [.view]
    // Only the apprentice sees what was not submitted.
    case (_, .draft): []
    case (.instructor, .submitted), (.assistant, .submitted), (.formerInstructor, .submitted):
      [.view, .giveBack, .sign]
    case (.instructor, .returned), (.assistant, .returned), (.company, .submitted), (.company, .returned): [.view]
    case (.formerInstructor, .returned), (.formerInstructor, .signed): [.view]
    case (.coSigner, .submitted), (.coSigner, .signed): [.view, .coSign]
    case (.coSigner, .returned): [.view]
    case (.chamber, _): [.view]
    case (.instructor, .signed), (.assistant, .signed), (.company, .signed): [.view, .reopen]
    }
  }

  /// Whether a viewer sees a week in a list; changes after a return are visible to the apprentice only.
  package static func isHandedIn(_ state: WeekState, to viewer: WeekViewer) -> Bool {
    viewer == .apprentice || [.submitted, .signed].contains(state)
  }

  /// The state after an action; nil if it is not possible.
  package static func state(after action: WeekAction, of viewer: WeekViewer, from state: WeekState) -> WeekState? {
    guard actions(of: viewer, on: state).contains(action) else { return nil }
    switch action {
    case .view, .write, .coSign: return state
    case .submit: return .submitted
    case .giveBack: return .returned
    case .sign: return .signed
    case .reopen: return .returned
    }
  }

  /// What a week lacks before it can be submitted: it must have begun, and each working day of the training must be
  /// filled in. BIBB recommendation 156: activities, instruction and school topics in keywords, with the time of each
  /// day.
  package static func gaps(
    in content: WeekContent, of week: CalendarWeek, training: ClosedRange<CalendarDate>, basis: RecordBasis = .day,
    today: CalendarDate
  ) -> [WeekGap] {
    if week.monday > today { return [.future] }
    let days = week.days.filter(training.contains)
    guard !days.isEmpty else { return [.outside] }
    let ofDays = zip(week.days, content.days).flatMap { day, written -> [WeekGap] in
      guard training.contains(day), day.weekday <= 5 || written.kind != nil else { return [] }
      guard let kind = written.kind else { return [.noKind(weekday: day.weekday)] }
      guard kind.isTraining else { return [] }
      var gaps: [WeekGap] = []
      if basis == .day, written.entries.allSatisfy(\.isWhitespace) { gaps.append(.noEntries(weekday: day.weekday)) }
      if written.minutes == 0 { gaps.append(.noHours(weekday: day.weekday)) }
      return gaps
    }
    return basis == .day ? ofDays : ofDays + gapsOfWeek(content)
  }

  private static func gapsOfWeek(_ content: WeekContent) -> [WeekGap] {
    let kinds = Set(content.days.compactMap(\.kind))
    var gaps: [WeekGap] = []
    if !kinds.isDisjoint(with: [.company, .course, .mobile]), content.activities.isEmpty { gaps.append(.noActivities) }
    if kinds.contains(.school), content.schoolTopics.isEmpty { gaps.append(.noTopics) }
    return gaps
  }

  /// The weeks of a training, from the first to the current or the last one.
  package static func weeks(of training: ClosedRange<CalendarDate>, until today: CalendarDate) -> [CalendarWeek] {
    let last = min(training.upperBound, today)
    guard training.lowerBound <= last else { return [] }
    return Array(
      sequence(first: training.lowerBound.monday) { monday in
        let next = monday.adding(days: 7)
        return next > monday && next <= last ? next : nil
      }
    ).map(CalendarWeek.init(of:))
  }

  /// Whether a week was kept elsewhere: paper parts cover all its working days in the training.
  package static func isCovered(
    _ week: CalendarWeek, of training: ClosedRange<CalendarDate>, by papers: [ClosedRange<CalendarDate>]
  ) -> Bool {
    let days = week.days.filter { $0.weekday <= 5 && training.contains($0) }
    return !days.isEmpty && days.allSatisfy { day in papers.contains { $0.contains(day) } }
  }

  /// The weeks that have to be written, which are not covered by paper parts.
  static func due(
    of training: ClosedRange<CalendarDate>, until today: CalendarDate, without papers: PaperCover
  ) -> [CalendarWeek] {
    weeks(of: training, until: today).filter { !papers.covers($0, of: training) }
  }

  /// The number of a week in a training, counted from 1.
  package static func number(of week: CalendarWeek, in training: ClosedRange<CalendarDate>) -> Int {
    (week.monday.dayNumber - training.lowerBound.monday.dayNumber) / 7 + 1
  }

  /// The year of the training (Ausbildungsjahr) that a week begins in, counted from 1.
  package static func trainingYear(of week: CalendarWeek, in training: ClosedRange<CalendarDate>) -> Int {
    let (start, day) = (training.lowerBound, max(week.monday, training.lowerBound))
    let isBefore = (day.month, day.day) < (start.month, start.day)
    return day.year - start.year + (isBefore ? 0 : 1)
  }

  /// Parses `8`, `8:00`, `7,5`, `7.5`, `7h30` into minutes; nil if it is not a duration within a day.
  package static func minutes(_ typed: String) -> Int? {
    let text = typed.lowercased().filter { !$0.isWhitespace }.replacing("std", with: "").replacing("h", with: ":")
      .trimmingCharacters(in: [".", ":"])
    guard !text.isEmpty else { return 0 }
    guard text.contains(":") else { return TypedNumber.parts(text, of: 60, in: 0...1440) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = TypedNumber.whole(parts[0], in: 0...24),
      let rest = TypedNumber.whole(parts[1], in: 0...59), hours < 24 || rest == 0
    else { return nil }
    return hours * 60 + rest
  }
}
