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
  let events: [WeekEvent]
  let signOff: SignOff?
  let basis: RecordBasis
  /// What an empty week begins with.
  let suggestion: WeekContent
  let templates: [RecordTemplate]
  let plan: [FrameworkItem]

  var state: WeekState { stored?.state ?? .draft }
  var actions: Set<WeekAction> { WeekRules.actions(of: viewer, on: state) }
  var path: String { "/ausbildungsnachweise/\(record.apprenticeship)/\(week.year)/\(week.number)" }
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
        record: record, week: week, viewer: viewer, function: function.kind, stored: stored,
        events: try stored.map { try WeekQueries.events(of: $0.id, in: connection) } ?? [],
        signOff: try stored.flatMap { try SignOffQueries.newest(of: $0.id, in: connection) }, basis: basis(of: record),
        suggestion: stored == nil ? try suggestion(week, record, in: connection) : WeekContent(),
        templates: viewer == .apprentice ? try PlanQueries.templates(of: record.apprentice, in: connection) : [],
        plan: try FrameworkQueries.plan(of: record.apprenticeship, in: connection))
    }
    guard open.actions.contains(.view) else { throw NotFound() }
    return open
  }

  @Sendable func weekPage(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    try await noteLook(visit, open.record, as: open.viewer, week: open.week)
    return weekPage(visit, open, WeekForm(open.stored, suggestion: open.suggestion), FieldErrors())
  }

  private func suggestion(
    _ week: CalendarWeek, _ record: TrainingRecord, in connection: any Connection
  ) throws -> WeekContent {
    PlanRules.content(
      of: week, training: record.training, try plan(of: record, in: connection), state: settings.state,
      timetable: try PlanQueries.timetable(of: record.apprenticeship, week.monday...week.sunday, in: connection))
  }

  /// Saves what is written; the script asks for a line of text, the button for the page.
  @Sendable func saveWeek(_ visit: Visit) async throws -> Reply {
    let open = try await writable(visit)
    let form = WeekForm(visit.form, keeping: open.stored)
    let isScript = visit.form["still"] == "1"
    guard let saved = try await save(form, open, visit) else {
      return isScript ? .text("conflict\n", status: 409) : conflictPage(visit, try await self.open(visit), form)
    }
    if isScript { return .text("\(saved.revision) \(visit.t.shortTime(visit.now, visit.clock))\n") }
    let errors = form.errors(visit.t)
    guard errors.isEmpty else { return weekPage(visit, try await self.open(visit), form, errors) }
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
    return try await database.write { connection in
      let saved = try WeekQueries.save(
        form.content, open.week, of: open.record.apprenticeship, over: form.revision, now: visit.now, in: connection)
      if let saved { return saved }
      // The same words, stored a moment ago by the other of two requests of one page.
      let now = try WeekQueries.week(open.week, of: open.record.apprenticeship, in: connection)
      return now.flatMap { $0.content == form.content ? $0 : nil }
    }
  }

  /// What was typed is stored first, so that a refusal loses nothing.
  @Sendable func submitWeek(_ visit: Visit) async throws -> Reply {
    let open = try await writable(visit)
    let form = WeekForm(visit.form, keeping: open.stored)
    guard let saved = try await save(form, open, visit) else {
      return conflictPage(visit, try await self.open(visit), form)
    }
    let year = "/ausbildungsnachweise/\(open.record.apprenticeship)"
    // Just these words were handed in a moment ago, by a second press or from another device.
    guard [.draft, .returned].contains(saved.state) else { return visit.redirect(to: year, flash: "records.submitted") }
    var errors = form.errors(visit.t)
    let gaps = WeekRules.gaps(
      in: saved.content, of: open.week, training: open.record.training, basis: open.basis,
      today: visit.clock.day(of: visit.now))
    for (field, message) in gaps.map({ $0.error(visit.t) }) where errors[field] == nil { errors.add(field, message) }
    guard errors.isEmpty else {
      var form = form
      form.revision = saved.revision
      return weekPage(visit, try await self.open(visit), form, errors)
    }
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
    guard let state = WeekRules.state(after: action, of: open.viewer, from: week.state) else { throw over(visit) }
    try await database.write { connection in
      guard try WeekQueries.move(week, to: state, now: visit.now, in: connection) else { throw over(visit) }
      try WeekQueries.note(
        event, on: week, by: acting.account.id, as: open.function, comment: comment, now: visit.now, in: connection)
      try more(connection, acting.account.id)
      try Journal.record(
        visit.entry(
          "record.week.\(event)", .init("apprenticeship", week.apprenticeship),
          ["week": "\(week.week.year)-W\(week.week.number)", "revision": String(week.revision)]),
        at: visit.now, in: connection)
    }
  }

  func over(_ visit: Visit) -> Refusal {
    Refusal(title: visit.t("records.over.title"), explanation: visit.t("records.over.text"))
  }
}
