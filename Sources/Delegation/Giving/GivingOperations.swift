import Accounts
import Chronology
import Companies
import Database
import Journal
import Web
import Work

/// A deputyship that somebody gives for a function of their own.
package struct DeputyshipOffer: Sendable {
  let function: PortalFunction
  /// Whether the deputy is named by a company number; the company's administrators then act.
  let isCompany: Bool
  /// E-mail address, user name or company number, as typed.
  let deputy: String
  let fields: Set<WorkField>
  /// The last day; nil without limit.
  let validUntil: CalendarDate?

  package init(
    function: PortalFunction, isCompany: Bool = false, deputy: String, fields: Set<WorkField>,
    validUntil: CalendarDate?
  ) {
    self.function = function
    self.isCompany = isCompany
    self.deputy = deputy
    self.fields = fields
    self.validUntil = validUntil
  }

  fileprivate func offer(by acting: Acting) -> NewDeputyship {
    NewDeputyship(
      principalKind: function.kind, principalSubject: function.subject, givenBy: acting.account.id,
      typedName: deputy, fields: fields, validUntil: validUntil, state: .offered)
  }
}

/// The outcome of giving a deputyship.
package enum GivingOutcome: Sendable, Equatable {
  /// Waits for the deputy's answer. The same for a name without account.
  case offered
  /// The deputy has confirmed it on the spot.
  case confirmed(deputy: String)
  /// The account has made too many offers.
  case tooManyOffers(wait: TimeSpan)
  case mailLimit(MailLimitReached)
  /// Nobody can be their own deputy.
  case isSelf
  case noPassword
  /// Too many attempts to confirm by this giver, or for this deputy.
  case tooManyConfirmations(wait: TimeSpan)
  /// Wrong, locked or unknown; deliberately not distinguished.
  case wrongPassword
  case secondFactorNeeded
}

/// Giving a deputyship for one's own function: the deputy accepts later, or confirms on the same screen. The giver
/// learns neither the deputy's password nor whether the account exists.
extension Delegation {
  /// Offers a deputyship; both sides are notified by mail.
  /// - Throws: `NotFound` for a function that the person does not have, or that cannot be deputised for;
  ///   `delegation.impossible` if it covers no field of work, or its last day has passed.
  package func give(_ given: DeputyshipOffer, by acting: Acting, cause: Cause) async throws -> GivingOutcome {
    try require(given, of: acting, on: cause.day)
    if let wait = offerWait(acting, cause) { return .tooManyOffers(wait: wait) }
    do {
      try await database.write { try offer(given, by: acting, cause: cause, in: $0) }
    } catch is IsSelf {
      return .isSelf
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    }
    await signal.raise()
    return .offered
  }

  /// Gives a deputyship that the deputy confirms with their own password, which is verified at once and not stored.
  /// - Throws: `delegation.over` when the deputyship changed at this moment; otherwise as `give`.
  package func give(
    _ given: DeputyshipOffer, confirmedBy password: String, by acting: Acting, cause: Cause
  ) async throws -> GivingOutcome {
    try require(given, of: acting, on: cause.day)
    if let wait = offerWait(acting, cause) { return .tooManyOffers(wait: wait) }
    guard !password.isEmpty else { return .noPassword }
    for key in ["confirm|giver|\(acting.account.id)", "confirm|deputy|\(DeputyshipRules.key(of: given.deputy))"] {
      if let wait = wait(for: key, DelegationSettings.confirmationsPerHour, cause) {
        return .tooManyConfirmations(wait: wait)
      }
    }
    switch try await accounts.confirmPassword(of: given.deputy, password, cause) {
    case .wrong: return .wrongPassword
    case .secondFactorNeeded: return .secondFactorNeeded
    case .wait(let wait): return .tooManyConfirmations(wait: wait)
    case .right(let deputy) where deputy.id == acting.account.id: return .isSelf
    case .right(let deputy):
      try await database.write { try activate(given, deputy, by: acting, cause: cause, in: $0) }
      await signal.raise()
      return .confirmed(deputy: deputy.fullName)
    }
  }

  private func require(_ given: DeputyshipOffer, of acting: Acting, on day: CalendarDate) throws {
    try acting.requireOwnAccount()
    guard deputisable(acting).contains(where: { $0.key == given.function.key }) else { throw NotFound() }
    guard DeputyshipRules.canBeGiven(given.fields, until: given.validUntil, on: day) else {
      throw Refusal.deputyshipIsImpossible
    }
  }

  func offerWait(_ acting: Acting, _ cause: Cause) -> TimeSpan? {
    wait(for: "delegation.offers|\(acting.account.id)", DelegationSettings.offersPerHour, cause)
  }

  /// Thrown within the write to roll it back, so that the mail is not counted.
  private struct IsSelf: Error {}

  /// Appears to succeed for an unknown name, too.
  private func offer(
    _ given: DeputyshipOffer, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws {
    let isOfCompany = given.function.kind == .companyAdministrator
    try accounts.countMail(
      from: MailSender.all(acting, company: isOfCompany ? given.function.subject : nil), now: cause.now,
      in: connection)
    var new = given.offer(by: acting)
    if given.isCompany {
      let company = try CompanyQueries.company(numberKey: NumberKey.folded(given.deputy), in: connection)
      if isOfCompany, company?.id == given.function.subject { throw IsSelf() }
      new.deputyCompany = company?.id
    } else {
      let found = try accounts.accounts(named: given.deputy, in: connection)
      // A user name shared by two people is ambiguous; the e-mail address is not.
      let account = found.count == 1 ? found[0] : nil
      if account?.id == acting.account.id { throw IsSelf() }
      new.deputyAccount = account?.state == .active ? account?.id : nil
    }
    guard let offered = try add(new, cause: cause, in: connection) else { return }
    try mail(.offered, about: offered, to: [.deputy, .giver], cause, in: connection)
  }

  private func activate(
    _ given: DeputyshipOffer, _ deputy: Account, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws {
    var new = given.offer(by: acting)
    new.deputyAccount = deputy.id
    guard let offered = try add(new, cause: cause, in: connection),
      try DeputyshipQueries.activate(offered, by: deputy.id, now: cause.now, in: connection)
    else { throw Refusal.deputyshipIsElsewhere }
    // Confirmed by the deputy, though in the session of the giver.
    try Journal.record(
      JournalEntry(
        .deputyshipConfirmed, .init(.deputyship, offered.id), actor: deputy.id, address: cause.address,
        details: Self.details(offered)),
      at: cause.now, in: connection)
    try mail(.accepted, about: offered, to: [.deputy, .giver], cause, in: connection)
  }
}
