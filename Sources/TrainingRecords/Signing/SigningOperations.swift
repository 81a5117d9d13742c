import Accounts
import Chronology
import Companies
import Database
import Journal
import Sodium
import Web

/// A week chosen among several, with the version that was seen.
package struct ChosenWeek: Sendable {
  /// The key of the week.
  package let week: Int64
  /// `TrainingRecords.fingerprint` of the content shown.
  package let seen: String

  package init(week: Int64, seen: String) {
    self.week = week
    self.seen = seen
  }
}

/// Decisions of people who review weeks (§ 14 (2) BBiG).
extension TrainingRecords {
  /// Returns a week for changes.
  /// - Throws: `NotFound` for the apprentice and for an empty week, `Refusal.weekIsElsewhere` if the person may not do
  ///   it or somebody else was faster.
  package func giveBack(_ open: OpenWeek, comment: String, cause: Cause) async throws -> WeekOutcome {
    try await decide(.giveBack, on: open, because: comment, cause)
  }

  /// Withdraws a sign-off, so that the week can be changed.
  /// - Throws: as `giveBack`.
  package func reopen(_ open: OpenWeek, reason: String, cause: Cause) async throws -> WeekOutcome {
    try await decide(.reopen, on: open, because: reason, cause)
  }

  private func decide(
    _ action: WeekAction, on open: OpenWeek, because reason: String, _ cause: Cause
  ) async throws -> WeekOutcome {
    let week = try open.handedIn
    guard open.actions.contains(action) else { throw Refusal.weekIsElsewhere }
    guard WeekRules.reasonLength.contains(reason.count) else { return .unexplained }
    try await database.write { connection in
      guard try move(week, action, by: open.hand, comment: reason, cause: cause, in: connection) else {
        throw Refusal.weekIsElsewhere
      }
    }
    return .done(.returned)
  }

  /// Signs exactly the content that was seen.
  /// - Parameter seen: `fingerprint` of the content that was shown.
  /// - Throws: `NotFound` for the apprentice, `Refusal.twoPeople` if the person submitted the week, even as a deputy,
  ///   `Refusal.weekIsElsewhere` if they may not sign it, the content is another, or somebody else was faster.
  package func sign(_ open: OpenWeek, seen: String, cause: Cause) async throws {
    let week = try open.handedIn
    let submitter = try await database.read { try WeekQueries.submitter(of: week.id, in: $0) }
    guard submitter != open.whole.acting.account.id else { throw Refusal.twoPeople }
    guard open.actions.contains(.sign), seen == Self.fingerprint(week.contentHash),
      try await signed(week, by: open.hand, cause)
    else { throw Refusal.weekIsElsewhere }
  }

  /// Signs several weeks, each in the version shown; one that was changed meanwhile is skipped.
  /// - Parameter chosen: weeks beyond `mostChosen` are ignored.
  /// - Returns: how many were signed.
  /// - Throws: `NotFound` if the chosen function signs nothing.
  package func signSeveral(_ chosen: [ChosenWeek], by acting: Acting, cause: Cause) async throws -> Int {
    let today = cause.site.clock.day(of: cause.now)
    guard let function = acting.function, acting.covers(.records),
      let signer = RecordSigner(acting, graceSince: settings.graceSince(today))
    else { throw NotFound() }
    let seen = Dictionary(chosen.prefix(Self.mostChosen).map { ($0.week, $0.seen) }) { first, _ in first }
    let waiting = try await database.read {
      try WaitingQueries.weeks(for: signer, of: acting.account.id, among: Array(seen.keys), in: $0)
    }
    var count = 0
    for one in waiting where !one.isOwn && Self.fingerprint(one.week.contentHash) == seen[one.week.id] {
      let isSigned =
        switch signer {
        case .coSigners(let signers): try await coSigned(one.week, asOneOf: signers, acting, cause)
        case .instructor:
          try await signed(one.week, by: WeekHand(acting: acting, viewer: .instructor, function: function.kind), cause)
        case .assistant:
          try await signed(one.week, by: WeekHand(acting: acting, viewer: .assistant, function: function.kind), cause)
        }
      if isSigned { count += 1 }
    }
    return count
  }

  /// More than a page shows.
  private static let mostChosen = 200

  /// Identifies a content; short enough for a form field.
  package static func fingerprint(_ hash: [UInt8]) -> String {
    Sodium.hexadecimal(Array(hash.prefix(12)))
  }

  /// - Returns: false if the week is no longer what was read, or was submitted by the same person as a deputy.
  private func signed(_ week: RecordWeek, by hand: WeekHand, _ cause: Cause) async throws -> Bool {
    let acting = hand.acting
    return try await database.write { connection in
      guard week.state == .submitted,
        try WeekQueries.submitter(of: week.id, in: connection) != acting.account.id
      else { return false }
      return try move(week, .sign, by: hand, cause: cause, in: connection) {
        let signOff = try SignOffQueries.add(
          week, by: acting.account, for: acting.principalName, as: hand.function.rawValue, now: cause.now, in: $0)
        return ["position": String(signOff.position)]
      }
    }
  }

  /// Changes whether a company's records are kept by day or by week; existing weeks stay as they are.
  /// - Throws: `NotFound` if the person does not decide about training for a company.
  package func keep(_ basis: RecordBasis, by acting: Acting, cause: Cause) async throws {
    guard let function = acting.function, [.companyAdministrator, .companyMember].contains(function.kind),
      function.rights.contains(CompanyRight.training.rawValue), acting.mayAppoint
    else { throw NotFound() }
    try await database.write { connection in
      try PlanQueries.save(basis, of: function.subject, in: connection)
      try Journal.record(
        cause.entry(.recordBasisChanged, .init(.company, function.subject), ["basis": basis.rawValue]),
        at: cause.now, in: connection)
    }
  }
}

extension OpenWeek {
  /// The stored week, for people other than the apprentice.
  fileprivate var handedIn: RecordWeek {
    get throws {
      guard viewer != .apprentice, let stored else { throw NotFound() }
      return stored
    }
  }
}

extension Refusal {
  /// People who submitted a week may not sign it: that takes a second person.
  static let twoPeople = Refusal("records.twoPeople")
}
