import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Web

/// The outcome of storing a typed week.
package enum WeekSaving: Sendable {
  case saved(RecordWeek)
  /// Somebody else changed, submitted or signed the week meanwhile: nothing was stored. Both contents are given;
  /// `stored` is nil if the revision is of a week that never existed.
  case conflict(typed: WeekContent, stored: RecordWeek?)
}

/// The outcome of moving a week to another state.
package enum WeekOutcome: Sendable, Equatable {
  /// The week is in this state now.
  case done(WeekState)
  /// Not moved, because this is missing.
  case incomplete([WeekGap])
  /// Not moved: the reason is missing, or its length is not within `WeekRules.reasonLength`.
  case unexplained
}

/// Operations on a week, called by its pages and by anything else that acts for a person.
extension TrainingRecords {
  /// Stores what an apprentice typed over the revision that was seen; 0 for a week that did not exist. Attached files
  /// are not changed; they have operations of their own.
  /// - Throws: `NotFound` for everybody but the apprentice.
  package func save(
    _ typed: WeekContent, over revision: Int, in open: OpenWeek, cause: Cause
  ) async throws -> WeekSaving {
    try open.whole.requireOwn()
    let content = typed.with(open.stored?.content.attachments ?? [])
    // Nothing changed, so there is nothing to store, and no conflict with oneself.
    if let stored = open.stored, stored.content == content { return .saved(stored) }
    let encoded = EncodedWeek(content)
    return try await database.write { connection in
      let saved = try WeekQueries.save(
        encoded, open.week, of: open.record.apprenticeship, over: revision, now: cause.now, in: connection)
      if let saved { return .saved(saved) }
      // The same content, just stored by another request of the same page.
      let now = try WeekQueries.week(open.week, of: open.record.apprenticeship, in: connection)
      if let now, now.content == content { return .saved(now) }
      return .conflict(typed: content, stored: now)
    }
  }

  /// Stores a change of a week that was just saved.
  /// - Parameter change: runs within the write, so that related changes are stored with it.
  /// - Throws: `Refusal.weekIsElsewhere` when somebody else was faster.
  func amend(
    _ open: OpenWeek, cause: Cause,
    _ change: @Sendable @escaping (RecordWeek, any Connection) throws -> WeekContent
  ) async throws {
    try open.whole.requireOwn()
    guard let saved = open.stored else { throw NotFound() }
    try await database.write { connection in
      let content = try change(saved, connection)
      guard content != saved.content else { return }
      let stored = try WeekQueries.save(
        content, open.week, of: open.record.apprenticeship, over: saved.revision, now: cause.now, in: connection)
      guard stored != nil else { throw Refusal.weekIsElsewhere }
    }
  }

  /// Submits a week as stored. Idempotent: if it was just submitted, by a second click or from another device, nothing
  /// is done.
  /// - Throws: `NotFound` for everybody but the apprentice, `Refusal.weekIsElsewhere` when somebody else was faster.
  package func submit(_ open: OpenWeek, cause: Cause) async throws -> WeekOutcome {
    try open.whole.requireOwn()
    guard let week = open.stored else { throw NotFound() }
    guard open.actions.contains(.submit) else { return .done(week.state) }
    let gaps = open.gaps(on: cause.site.clock.day(of: cause.now))
    guard gaps.isEmpty else { return .incomplete(gaps) }
    try await database.write { connection in
      let isMoved = try move(week, .submit, by: open.hand, cause: cause, in: connection) {
        try WeekQueries.keepVersion(of: week, by: open.whole.acting.account.id, now: cause.now, in: $0)
        return nil
      }
      guard isMoved else { throw Refusal.weekIsElsewhere }
    }
    return .done(.submitted)
  }

  /// Moves a week to another state, with history and audit log; the only place that does.
  /// - Parameter more: related changes, run once the move is certain; its result is logged instead of the revision.
  /// - Returns: false, with nothing done, if the week is no longer what was read, or the person may not do it.
  func move(
    _ week: RecordWeek, _ action: WeekAction, by hand: WeekHand, comment: String = "", cause: Cause,
    in connection: any Connection, _ more: (any Connection) throws -> [String: String]? = { _ in nil }
  ) throws -> Bool {
    guard let logged = action.logged,
      let state = WeekRules.state(after: action, of: hand.viewer, from: week.state), state != week.state,
      try WeekQueries.move(week, to: state, now: cause.now, in: connection)
    else { return false }
    try WeekQueries.note(
      action.event, on: week, by: hand.acting.account.id, for: hand.acting.principalName, as: hand.function,
      comment: comment, now: cause.now, in: connection)
    let details = try more(connection) ?? ["revision": String(week.revision)]
    try Journal.record(
      cause.entry(
        logged, .init(.apprenticeship, week.apprenticeship),
        ["week": week.week.description].merging(details) { own, _ in own }),
      at: cause.now, in: connection)
    return true
  }
}

extension WeekAction {
  /// The completed action in the audit log; nil if it does not change the state of the week.
  fileprivate var logged: Event? {
    switch self {
    case .submit: .recordWeekSubmitted
    case .giveBack: .recordWeekReturned
    case .sign: .recordWeekSigned
    case .reopen: .recordWeekReopened
    case .view, .write, .coSign: nil
    }
  }

  /// The completed action in the history of the week.
  fileprivate var event: String {
    switch self {
    case .submit: "submitted"
    case .giveBack: "returned"
    case .sign: "signed"
    case .reopen: "reopened"
    case .view, .write, .coSign: rawValue
    }
  }
}
