import Accounts
import Chronology
import Web

/// Returning, signing and reopening weeks, for instructors and companies.
extension TrainingRecords {
  @Sendable func returnWeek(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    let comment = Self.comment(visit, on: open.week)
    guard try await giveBack(open, comment: comment, cause: visit.cause) != .unexplained else {
      let errors = FieldErrors(Self.returnComment.name, visit.t("records.error.comment"))
      return try await weekPage(visit, open, errors: errors)
    }
    return visit.redirect(to: RecordPath.start, flash: .recordsReturned)
  }

  /// The comments on the week and on its days, one line each, starting with the day.
  private static func comment(_ visit: Visit, on week: CalendarWeek) -> String {
    let ofDays = week.days.enumerated().compactMap { index, day -> String? in
      let text = visit.form.trimmed(dayComment(index))
      return text.isEmpty ? nil : "\(visit.t.weekdayDate(day)): \(text)"
    }
    return ([visit.form.trimmed(returnComment.name)] + ofDays).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Signs exactly what the page showed: the form contains its fingerprint.
  @Sendable func signWeek(_ visit: Visit) async throws -> Reply {
    try await sign(try await open(visit), seen: visit.form["inhalt"], cause: visit.cause)
    return visit.redirect(to: RecordPath.start, flash: .recordsSigned)
  }

  @Sendable func reopenWeek(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    let reason = visit.form.trimmed(Self.reopeningReason.name)
    guard try await reopen(open, reason: reason, cause: visit.cause) != .unexplained else {
      let errors = FieldErrors(Self.reopeningReason.name, visit.t("records.error.reason"))
      return try await weekPage(visit, open, errors: errors)
    }
    return visit.redirect(to: open.path, flash: .recordsReopened)
  }

  /// Signs several weeks; those changed meanwhile are reported.
  @Sendable func signSeveral(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let signer = signer(visit) else { throw NotFound() }
    let names = visit.form.names.filter { $0.hasPrefix(Self.choicePrefix) }
    guard !names.isEmpty else { throw Refusal("records.noneChosen") }
    let chosen = names.compactMap { TypedNumber.key($0.dropFirst(Self.choicePrefix.count)) }.map {
      ChosenWeek(week: $0, seen: visit.form["\(Self.choicePrefix)\($0)"])
    }
    let count = try await signSeveral(chosen, by: acting, cause: visit.cause)
    return visit.redirect(
      to: RecordPath.start, flash: count == names.count ? signer.flash : signer.flashOfSome,
      ["count": visit.t.number(count), "all": visit.t.number(names.count)])
  }

  /// Prefix of a week's key in the names of check boxes.
  static let choicePrefix = "woche-"

  /// Whether the company's records are kept by day or by week.
  @Sendable func changeBasis(_ visit: Visit) async throws -> Reply {
    guard let basis = RecordBasis(rawValue: visit.form["fuehrung"]) else { throw NotFound() }
    try await keep(basis, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: RecordPath.start, flash: .recordsBasisSaved)
  }
}
