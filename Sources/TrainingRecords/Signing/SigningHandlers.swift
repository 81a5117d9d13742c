import Accounts
import Chronology
import Database
import Documents
import Foundation
import Journal
import Sodium
import Web

/// Returning, signing and reopening, for instructors and companies.
extension TrainingRecords {
  @Sendable func returnWeek(_ visit: Visit) async throws -> Reply {
    let (open, week) = try await readable(visit)
    guard open.actions.contains(.giveBack) else { throw Refusal.weekIsElsewhere }
    let comment = Self.comment(visit, on: open.week)
    guard (1...2000).contains(comment.count) else {
      return try await weekPage(
        visit, open, WeekForm(week), FieldErrors("kommentar", visit.t("records.error.comment")))
    }
    try await change(visit, open, week, .giveBack, "returned", comment: comment)
    return visit.redirect(to: RecordPath.start, flash: "records.returned")
  }

  /// What was written to the week and to its days, each in a line of its own that names the day.
  private static func comment(_ visit: Visit, on week: CalendarWeek) -> String {
    let ofDays = week.days.enumerated().compactMap { index, day -> String? in
      let text = visit.form.trimmed("tag\(index)")
      return text.isEmpty ? nil : "\(visit.t.weekdayDate(day)): \(text)"
    }
    return ([visit.form.trimmed("kommentar")] + ofDays).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Signs just what was on the page: the form carries its hash.
  @Sendable func signWeek(_ visit: Visit) async throws -> Reply {
    let (open, week) = try await readable(visit)
    try await sign(visit, open, week, seen: visit.form["inhalt"])
    return visit.redirect(to: RecordPath.start, flash: "records.signed")
  }

  @Sendable func reopenWeek(_ visit: Visit) async throws -> Reply {
    let (open, week) = try await readable(visit)
    guard open.actions.contains(.reopen) else { throw Refusal.weekIsElsewhere }
    let reason = visit.form.trimmed("grund")
    guard (1...2000).contains(reason.count) else {
      return try await weekPage(visit, open, WeekForm(week), FieldErrors("grund", visit.t("records.error.reason")))
    }
    try await change(visit, open, week, .reopen, "reopened", comment: reason)
    return visit.redirect(to: open.path, flash: "records.reopened")
  }

  /// Several at once, each as it was shown; one that was changed meanwhile stays, and is told.
  @Sendable func signSeveral(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.function, let signer = signer(visit) else { throw NotFound() }
    let chosen = visit.form.names.filter { $0.hasPrefix(Self.choicePrefix) }
    guard !chosen.isEmpty else {
      throw Refusal("records.noneChosen")
    }
    let keys = chosen.compactMap { TypedNumber.key($0.dropFirst(Self.choicePrefix.count)) }.prefix(Self.mostChosen)
    let waiting = try await database.read {
      try WaitingQueries.weeks(for: signer, of: acting.account.id, among: Array(keys), in: $0)
    }
    var count = 0
    for one in waiting {
      guard !one.isOwn,
        Self.fingerprint(one.week.contentHash) == visit.form["\(Self.choicePrefix)\(one.week.id)"]
      else { continue }
      if try await signed(visit, one.week, signer, function.kind) { count += 1 }
    }
    let isWhole = count == chosen.count
    return visit.redirect(
      to: RecordPath.start, flash: isWhole ? signer.flash : signer.flashOfSome,
      ["count": visit.t.number(count), "all": visit.t.number(chosen.count)])
  }

  private func signed(
    _ visit: Visit, _ week: RecordWeek, _ signer: RecordSigner, _ function: FunctionKind
  ) async throws -> Bool {
    guard case .coSigners(let signers) = signer else {
      return try await signed(visit, week, as: function, visit.signedIn())
    }
    let mine = try await database.read {
      try CoSignerQueries.signer(of: week.apprenticeship, among: signers, in: $0)
    }
    guard let mine else { return false }
    return try await coSigned(visit, week, as: mine)
  }

  /// More than a page shows.
  private static let mostChosen = 200
  /// Before the key of a week in the names of check boxes.
  static let choicePrefix = "woche-"

  /// What a form carries of a content, to tell it from another.
  static func fingerprint(_ hash: [UInt8]) -> String {
    Sodium.hexadecimal(Array(hash.prefix(12)))
  }

  private func readable(_ visit: Visit) async throws -> (OpenWeek, RecordWeek) {
    let open = try await open(visit)
    guard open.viewer != .apprentice, let week = open.stored else { throw NotFound() }
    return (open, week)
  }

  private func sign(_ visit: Visit, _ open: OpenWeek, _ week: RecordWeek, seen: String) async throws {
    let account = try visit.signedIn().account.id
    let submitter = try await database.read { try WeekQueries.submitter(of: week.id, in: $0) }
    guard submitter != account else {
      throw Refusal("records.twoPeople")
    }
    guard open.actions.contains(.sign), seen == Self.fingerprint(week.contentHash),
      try await signed(visit, week, as: open.function, visit.signedIn())
    else { throw Refusal.weekIsElsewhere }
  }

  /// - Returns: false when the week is no longer what was read, or was handed in by the same person as a deputy.
  private func signed(
    _ visit: Visit, _ week: RecordWeek, as function: FunctionKind, _ acting: Acting
  ) async throws -> Bool {
    try await database.write { connection in
      guard week.state == .submitted,
        try WeekQueries.submitter(of: week.id, in: connection) != acting.account.id,
        try WeekQueries.move(week, to: .signed, now: visit.now, in: connection)
      else {
        return false
      }
      let signOff = try SignOffQueries.add(
        week, by: acting.account, for: acting.principalName, as: function.rawValue, now: visit.now, in: connection)
      try WeekQueries.note(
        "signed", on: week, by: acting.account.id, for: acting.principalName, as: function, now: visit.now,
        in: connection)
      try Journal.record(
        visit.entry(
          "record.week.signed", .init("apprenticeship", week.apprenticeship),
          ["week": week.week.description, "position": String(signOff.position)]),
        at: visit.now, in: connection)
      return true
    }
  }
}
