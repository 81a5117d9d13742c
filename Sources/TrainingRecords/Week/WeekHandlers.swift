import Accounts
import Chronology
import Database
import Foundation
import Journal
import Settings
import Web

/// What is needed to show or change a week.
struct OpenWeek: Sendable {
  let record: TrainingRecord
  let week: CalendarWeek
  let viewer: WeekViewer
  let function: FunctionKind
  let stored: RecordWeek?
  let basis: RecordBasis

  var state: WeekState { stored?.state ?? .draft }
  var actions: Set<WeekAction> { WeekRules.actions(of: viewer, on: state) }
  var path: String { RecordPath.week(week, of: record.apprenticeship) }
}

/// Writing and handing in a week, for the apprentice.
extension TrainingRecords {
  func open(_ visit: Visit) async throws -> OpenWeek {
    let acting = try visit.signedIn()
    guard let record = try await record(visit), let (viewer, function) = RecordAccess.viewer(acting, record.parties),
      let year = visit.key("year"), let number = visit.key("week"),
      let week = CalendarWeek(year: Int(clamping: year), number: Int(clamping: number)),
      week.sunday >= record.training.lowerBound, week.monday <= record.training.upperBound
    else { throw NotFound() }
    let open = try await database.read { connection in
      var stored = try WeekQueries.week(week, of: record.apprenticeship, in: connection)
      // What the apprentice writes after a return is not handed in yet: the others see what was.
      if let returned = stored, returned.state == .returned, viewer != .apprentice,
        let version = try WeekQueries.newestVersion(of: returned.id, in: connection)
      {
        stored?.content = version
      }
      return OpenWeek(
        record: record, week: week, viewer: viewer, function: function.kind, stored: stored, basis: basis(of: record))
    }
    guard open.actions.contains(.view),
      RecordAccess.reaches(viewer, week, open.stored?.content, record.parties)
    else { throw NotFound() }
    return open
  }

  @Sendable func weekPage(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    try await noteLook(visit, open.record, as: open.viewer, week: open.week)
    return try await weekPage(visit, open)
  }

  /// Saves what is written; the script asks for a line of text, the button for the page.
  @Sendable func saveWeek(_ visit: Visit) async throws -> Reply {
    let open = try await writable(visit)
    let form = WeekForm(visit.form, keeping: open.stored)
    let isScript = visit.form["still"] == "1"
    guard let saved = try await save(form, open, visit) else {
      return isScript ? .text("conflict\n", status: 409) : conflictPage(visit, try await self.open(visit), form)
    }
    let errors = form.errors(visit.t)
    if isScript {
      let told = errors.list.map(\.message).joined(separator: " ")
      return .text("\(saved.revision) \(visit.t.shortTime(visit.now, visit.clock))\n\(told)\n")
    }
    guard errors.isEmpty else { return try await weekPage(visit, try await self.open(visit), form, errors) }
    return visit.redirect(to: open.path, flash: "records.saved")
  }

  func writable(_ visit: Visit) async throws -> OpenWeek {
    let open = try await open(visit)
    guard open.viewer == .apprentice else { throw NotFound() }
    return open
  }

  /// - Returns: nil when the week was changed, handed in or signed meanwhile.
  func save(_ form: WeekForm, _ open: OpenWeek, _ visit: Visit) async throws -> RecordWeek? {
    // Nothing new: nothing to store, and no conflict with oneself.
    if let stored = open.stored, stored.content == form.content { return stored }
    let encoded = EncodedWeek(form.content)
    return try await database.write { connection in
      let saved = try WeekQueries.save(
        encoded, open.week, of: open.record.apprenticeship, over: form.revision, now: visit.now, in: connection)
      if let saved { return saved }
      // The same words, stored a moment ago by the other of two requests of one page.
      let now = try WeekQueries.week(open.week, of: open.record.apprenticeship, in: connection)
      return now.flatMap { $0.content == form.content ? $0 : nil }
    }
  }

  /// What was typed is stored first, so that whatever comes next loses nothing.
  func storing(
    _ visit: Visit, _ next: (OpenWeek, WeekForm, RecordWeek) async throws -> Reply
  ) async throws -> Reply {
    let open = try await writable(visit)
    var form = WeekForm(visit.form, keeping: open.stored)
    guard let saved = try await save(form, open, visit) else {
      return conflictPage(visit, try await self.open(visit), form)
    }
    form.revision = saved.revision
    return try await next(open, form, saved)
  }

  /// Stores what was typed, then a change of it; over what somebody else wrote meanwhile nothing is stored.
  /// - Parameter change: within the write, so that what belongs to it is stored with it.
  func changing(
    _ visit: Visit, anchor: String, flash: String,
    _ change: @Sendable @escaping (OpenWeek, RecordWeek, any Connection) throws -> WeekContent
  ) async throws -> Reply {
    try await storing(visit) { open, form, saved in
      let errors = form.errors(visit.t)
      guard errors.isEmpty else { return try await weekPage(visit, try await self.open(visit), form, errors) }
      try await database.write { connection in
        let content = try change(open, saved, connection)
        guard content != saved.content else { return }
        let stored = try WeekQueries.save(
          content, open.week, of: open.record.apprenticeship, over: saved.revision, now: visit.now, in: connection)
        guard stored != nil else { throw Refusal.weekIsElsewhere }
      }
      return visit.redirect(to: open.path + anchor, flash: flash)
    }
  }

  @Sendable func submitWeek(_ visit: Visit) async throws -> Reply {
    try await storing(visit) { open, form, saved in try await submit(visit, open, form, saved) }
  }

  private func submit(
    _ visit: Visit, _ open: OpenWeek, _ form: WeekForm, _ saved: RecordWeek
  ) async throws -> Reply {
    let year = RecordPath.record(open.record.apprenticeship)
    // Just these words were handed in a moment ago, by a second press or from another device.
    guard [.draft, .returned].contains(saved.state) else { return visit.redirect(to: year, flash: "records.submitted") }
    var errors = form.errors(visit.t)
    let gaps = WeekRules.gaps(
      in: saved.content, of: open.week, training: open.record.training, basis: open.basis,
      today: visit.clock.day(of: visit.now))
    for (field, message) in gaps.map({ $0.error(visit.t) }) where errors[field] == nil { errors.add(field, message) }
    guard errors.isEmpty else { return try await weekPage(visit, try await self.open(visit), form, errors) }
    try await change(visit, open, saved, .submit, "submitted") { connection, account in
      try WeekQueries.keepVersion(of: saved, by: account, now: visit.now, in: connection)
    }
    return visit.redirect(to: year, flash: "records.submitted")
  }

  /// Moves a week, notes it and writes the audit log, or refuses when somebody else was faster.
  func change(
    _ visit: Visit, _ open: OpenWeek, _ week: RecordWeek, _ action: WeekAction, _ event: String, comment: String = "",
    _ more: @Sendable @escaping (any Connection, Int64) throws -> Void = { _, _ in }
  ) async throws {
    let acting = try visit.signedIn()
    guard let state = WeekRules.state(after: action, of: open.viewer, from: week.state) else {
      throw Refusal.weekIsElsewhere
    }
    try await database.write { connection in
      guard try WeekQueries.move(week, to: state, now: visit.now, in: connection) else { throw Refusal.weekIsElsewhere }
      try WeekQueries.note(
        event, on: week, by: acting.account.id, for: acting.principalName, as: open.function, comment: comment,
        now: visit.now, in: connection)
      try more(connection, acting.account.id)
      try Journal.record(
        visit.entry(
          "record.week.\(event)", .init("apprenticeship", week.apprenticeship),
          ["week": week.week.description, "revision": String(week.revision)]),
        at: visit.now, in: connection)
    }
  }
}

extension Refusal {
  /// The week is in another state by now, or its content is another.
  static let weekIsElsewhere = Refusal("records.over")
}
