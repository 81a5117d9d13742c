import Accounts
import Chronology
import Web

/// Writing and submitting a week, for the apprentice.
extension TrainingRecords {
  @Sendable func weekPage(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    try await noteLook(visit, at: open.whole, week: open.week)
    return try await weekPage(visit, open)
  }

  /// Saves what was typed; the response is a line of text for the script, a page for the button.
  @Sendable func saveWeek(_ visit: Visit) async throws -> Reply {
    let isScript = visit.form["still"] == "1"
    var (open, form) = try await typed(visit)
    let revision: Int
    switch try await save(form.content, over: form.revision, in: open, cause: visit.cause) {
    case .saved(let saved):
      open = open.with(saved)
      revision = saved.revision
    case .conflict(_, let stored):
      return isScript ? .text("conflict\n", status: 409) : conflictPage(visit, open.with(stored), form)
    }
    let errors = form.errors(visit.t)
    if isScript {
      let told = errors.list.map(\.message).joined(separator: " ")
      return .text("\(revision) \(visit.t.shortTime(visit.now, visit.clock))\n\(told)\n")
    }
    // The page continues from what was stored, so that it does not conflict with itself.
    form.revision = revision
    guard errors.isEmpty else { return try await weekPage(visit, open, form: form, errors: errors) }
    return visit.redirect(to: open.path, flash: .recordsSaved)
  }

  /// The week in the path with what was typed, for the apprentice.
  private func typed(_ visit: Visit) async throws -> (OpenWeek, WeekForm) {
    let open = try await open(visit)
    try open.whole.requireOwn()
    return (open, WeekForm(visit.form, keeping: open.stored))
  }

  /// Stores what was typed first, so that nothing that follows can lose it.
  /// - Parameter next: gets the week as stored then.
  func storing(_ visit: Visit, _ next: (OpenWeek, WeekForm) async throws -> Reply) async throws -> Reply {
    var (open, form) = try await typed(visit)
    switch try await save(form.content, over: form.revision, in: open, cause: visit.cause) {
    case .conflict(_, let stored): return conflictPage(visit, open.with(stored), form)
    case .saved(let saved):
      form.revision = saved.revision
      open = open.with(saved)
      return try await next(open, form)
    }
  }

  /// Stores what was typed, then a change of it; nothing if somebody else wrote meanwhile.
  func changing(
    _ visit: Visit, anchor: String, flash: Notice, _ change: (OpenWeek) async throws -> Void
  ) async throws -> Reply {
    try await storing(visit) { open, form in
      let errors = form.errors(visit.t)
      guard errors.isEmpty else { return try await weekPage(visit, open, form: form, errors: errors) }
      try await change(open)
      return visit.redirect(to: open.path + anchor, flash: flash)
    }
  }

  @Sendable func submitWeek(_ visit: Visit) async throws -> Reply {
    try await storing(visit) { open, form in
      var errors = form.errors(visit.t)
      // Invalid input is reported together with everything missing; nothing is submitted then.
      let outcome =
        errors.isEmpty || !open.actions.contains(.submit)
        ? try await submit(open, cause: visit.cause)
        : .incomplete(open.gaps(on: visit.clock.day(of: visit.now)))
      guard case .incomplete(let gaps) = outcome else {
        return visit.redirect(to: RecordPath.record(open.record.apprenticeship), flash: .recordsSubmitted)
      }
      for (field, message) in gaps.map({ $0.error(visit.t) }) where errors[field] == nil { errors.add(field, message) }
      return try await weekPage(visit, open, form: form, errors: errors)
    }
  }
}

extension Refusal {
  /// The state or the content of the week has changed meanwhile.
  static let weekIsElsewhere = Refusal("records.over")
}
