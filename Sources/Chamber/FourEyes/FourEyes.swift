import Accounts
import Apprenticeships
import Chronology
import Database
import Delegation
import Documents
import Journal
import Settings
import Web

/// What came of an officer's wish to refuse or delete.
enum FourEyesOutcome: Sendable {
  /// It may be done, with the reason that was proposed first.
  case agreed(reason: String)
  /// A second officer has to agree.
  case waiting
}

/// Refusals and deletions need two officers, where the chamber wants it so.
extension Chamber {
  /// The field of a form that names the proposal as its reader saw it.
  private static let seen = "vorschlag"

  /// Proposes, or agrees to what another officer proposed; within the transaction of what is decided. Agreed is to what
  /// the form showed, never to what it became meanwhile; nobody decides about themselves.
  func secondPair(
    _ kind: FourEyesKind, _ subject: Int64, reason: String, _ visit: Visit, in connection: any Connection
  ) throws -> FourEyesOutcome {
    guard settings[OfficerSettings.fourEyes] else { return .agreed(reason: reason) }
    let officer = try visit.signedIn().account
    if let proposal = try FourEyesQueries.proposal(
      kind, subject, lock: connection.lockingRows(of: "o"), in: connection), proposal.by != officer.id
    {
      try remove(proposal, by: officer, visit, in: connection)
      try record("four_eyes.agreed", kind.logged(subject), visit, proposal.logged, in: connection)
      return .agreed(reason: proposal.reason)
    }
    if kind.concerns(officer.id, subject) { throw concerned(visit) }
    // Who agrees to what is gone meanwhile proposes nothing.
    guard visit.form[Self.seen].isEmpty else { throw changed(kind, subject, visit) }
    try FourEyesQueries.propose(kind, subject, reason: reason, by: officer.id, now: visit.now, in: connection)
    let details = ["proposal": kind.rawValue, "reason": reason].filter { !$0.value.isEmpty }
    try record("four_eyes.proposed", kind.logged(subject), visit, details, in: connection)
    return .waiting
  }

  /// Takes a proposal of another away, as this officer saw it.
  private func remove(
    _ proposal: OfficerProposal, by officer: Account, _ visit: Visit, in connection: any Connection
  ) throws {
    if proposal.kind.concerns(officer.id, proposal.subject) { throw concerned(visit) }
    // A second account of the proposer at one address is no second person.
    guard EmailAddress(proposal.byEmail)?.key != EmailAddress(officer.email)?.key else { throw concerned(visit) }
    guard visit.form[Self.seen] == proposal.fingerprint, try FourEyesQueries.remove(proposal, in: connection) else {
      throw changed(proposal.kind, proposal.subject, visit)
    }
  }

  private func changed(_ kind: FourEyesKind, _ subject: Int64, _ visit: Visit) -> Refusal {
    Refusal(
      title: visit.t("chamber.fourEyes.changed.title"), explanation: visit.t("chamber.fourEyes.changed.text"),
      nextStep: (visit.t("chamber.fourEyes.look"), kind.path(subject)))
  }

  private func concerned(_ visit: Visit) -> Refusal {
    Refusal(
      title: visit.t("chamber.fourEyes.concerned.title"), explanation: visit.t("chamber.fourEyes.concerned.text"),
      nextStep: (visit.t("chamber.overview.title"), "/kammer"))
  }

  private func proposal(_ visit: Visit) async throws -> OfficerProposal {
    // Switching the four eyes off is about nothing that has a number.
    guard let kind = FourEyesKind(rawValue: visit.parameters["kind"] ?? ""),
      let subject = kind == .fourEyesOff ? 0 : visit.key("subject"), try visit.signedIn().mayWork(on: kind.right),
      let proposal = try await database.read({ try FourEyesQueries.proposal(kind, subject, in: $0) })
    else { throw NotFound() }
    return proposal
  }

  /// Whoever proposed it takes it back; others agree or do not.
  @Sendable func takeProposalBack(_ visit: Visit) async throws -> Reply {
    let proposal = try await proposal(visit)
    guard proposal.by == visit.acting?.account.id else {
      throw Refusal(
        title: visit.t("chamber.fourEyes.notYours.title"), explanation: visit.t("chamber.fourEyes.notYours.text"),
        nextStep: (visit.t("chamber.fourEyes.look"), proposal.kind.path(proposal.subject)))
    }
    let isDone = try await database.write { connection in
      guard try FourEyesQueries.remove(proposal, in: connection) else { return false }
      try record(
        "four_eyes.withdrawn", proposal.kind.logged(proposal.subject), visit, proposal.logged, in: connection)
      return true
    }
    return visit.redirect(
      to: proposal.kind.object(proposal.subject),
      flash: isDone ? "chamber.fourEyes.takenBack" : "chamber.access.nothingDone")
  }

  /// The second officer says no, and why.
  @Sendable func declineProposal(_ visit: Visit) async throws -> Reply {
    let proposal = try await proposal(visit)
    let officer = try visit.signedIn().account
    guard proposal.by != officer.id else { throw NotFound() }
    let reason = visit.form.trimmed("grund")
    guard (3...500).contains(reason.count) else {
      let errors = FieldErrors("grund", visit.t("chamber.fourEyes.declineReasonMissing"))
      return visit.page(visit.t("chamber.fourEyes.decline"), status: 422) { page in
        page.errorSummary(title: visit.t("accounts.error.summary"), errors)
        page.pageHead(visit.t("chamber.fourEyes.decline"))
        proposalCard(&page, visit, proposal, action: nil, errors: errors)
      }
    }
    try await database.write { connection in
      try remove(proposal, by: officer, visit, in: connection)
      let details = proposal.logged.merging(["declined": reason]) { $1 }
      try record("four_eyes.declined", proposal.kind.logged(proposal.subject), visit, details, in: connection)
    }
    return visit.redirect(to: proposal.kind.object(proposal.subject), flash: "chamber.fourEyes.declined")
  }

  // MARK: On pages

  /// Tells on the page of something what is proposed about it, with the way to the decision.
  func proposalBanner(_ page: inout HTML, _ visit: Visit, _ proposal: OfficerProposal?) {
    guard let proposal else { return }
    let t = visit.t
    page.alert(.wait, title: t("chamber.fourEyes.pending", ["what": t(proposal.kind.label)])) { alert in
      alert.p(by(proposal, visit))
      if !proposal.reason.isEmpty { alert.p(proposal.reason) }
      alert.buttonRow { $0.buttonLink(t("chamber.fourEyes.look"), href: proposal.kind.path(proposal.subject)) }
    }
  }

  private func by(_ proposal: OfficerProposal, _ visit: Visit) -> String {
    visit.t(
      "chamber.fourEyes.by", ["name": proposal.byName, "time": visit.t.longTime(proposal.at, visit.clock)])
  }

  /// What an officer proposed, with agreeing and not agreeing, or taking back.
  /// - Parameters:
  ///   - action: where agreeing goes; nil where it is not offered.
  ///   - fields: what is sent along with it.
  func proposalCard(
    _ page: inout HTML, _ visit: Visit, _ proposal: OfficerProposal, action: String?,
    fields: [(name: String, value: String)] = [], errors: FieldErrors = FieldErrors()
  ) {
    let t = visit.t
    let path = "/kammer/vorschlaege/\(proposal.kind.rawValue)/\(proposal.subject)"
    let seen = [(name: Self.seen, value: proposal.fingerprint)]
    page.card(title: t(proposal.kind.label)) { card in
      card.p(by(proposal, visit))
      if !proposal.reason.isEmpty { card.p(proposal.reason) }
      guard let officer = visit.acting?.account.id else { return }
      if proposal.kind.concerns(officer, proposal.subject) { return card.p(t("chamber.fourEyes.concerned.text")) }
      if proposal.by == officer {
        card.p(t("chamber.fourEyes.own"), .class("muted"))
        return card.postButton(
          action: "\(path)/zuruecknehmen", label: t("chamber.fourEyes.takeBack"), token: visit.formToken)
      }
      if let action {
        card.form(action: action, token: visit.formToken) { form in
          form.hidden(fields + seen)
          form.buttonRow { $0.submitButton(t("chamber.fourEyes.agree")) }
        }
      }
      card.details(t("chamber.fourEyes.decline"), isOpen: !errors.isEmpty) { details in
        details.form(action: "\(path)/nicht-zustimmen", token: visit.formToken, .class("form")) { form in
          form.hidden(seen)
          form.field(
            Field("grund", t("chamber.fourEyes.declineReason"), kind: .textarea(rows: 3)).filled(
              from: visit.form, errors))
          form.buttonRow { $0.submitButton(t("chamber.fourEyes.decline"), .danger) }
        }
      }
    }
  }

  /// What waits for a second officer, for the overview of one who did not propose it.
  func proposalTasks(_ proposals: [OfficerProposal], _ acting: Acting, _ visit: Visit) -> [TaskItem] {
    let t = visit.t
    return proposals.filter {
      $0.by != acting.account.id && acting.mayWork(on: $0.kind.right)
        && !$0.kind.concerns(acting.account.id, $0.subject)
    }.map { proposal in
      let label = [t(proposal.kind.label), proposal.title].filter { !$0.isEmpty }.joined(separator: ": ")
      let detail = [by(proposal, visit), proposal.reason].filter { !$0.isEmpty }.joined(separator: ". ")
      return TaskItem(
        label, path: proposal.kind.path(proposal.subject), detail: detail,
        badge: (t("chamber.fourEyes.waits"), .wait))
    }
  }
}

extension HTML {
  fileprivate mutating func hidden(_ fields: [(name: String, value: String)]) {
    for field in fields { void("input", [.type("hidden"), .name(field.name), .value(field.value)]) }
  }
}
