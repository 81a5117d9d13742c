import Accounts
import Chronology
import Companies
import Database
import Journal
import Settings
import Web
import Work

/// Giving a deputyship for an own function: the deputy accepts later, or confirms on the same screen. Whoever gives it
/// never learns the password of the other, nor whether there is such an account.
extension Delegation {
  @Sendable func deputyshipForm(_ visit: Visit) async throws -> Reply {
    guard !deputisable(try visit.signedIn()).isEmpty else { throw NotFound() }
    return try deputyshipPage(visit, DeputyshipForm(), FieldErrors())
  }

  @Sendable func give(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard !deputisable(acting).isEmpty else { throw NotFound() }
    let form = DeputyshipForm(visit.form)
    let valid: DeputyshipForm.Valid
    do {
      valid = try form.validated(deputisable(acting), today: visit.clock.day(of: visit.now), visit.t)
    } catch {
      return try deputyshipPage(visit, form, error)
    }
    if let error = limit(
      "delegation.offers|\(acting.account.id)", DelegationSettings.offersPerHour, "vertretung", visit)
    {
      return try deputyshipPage(visit, form, error)
    }
    if form.confirmsNow { return try await giveNow(valid, form, acting, visit) }
    do {
      try await database.write { try offer(valid, by: acting, visit, in: $0) }
    } catch let errors as FieldErrors {
      return try deputyshipPage(visit, form, errors)
    } catch let limit as MailLimitReached {
      return try deputyshipPage(visit, form, FieldErrors("vertretung", limit.message(visit.t)))
    }
    await signal.raise()
    return visit.redirect(to: "/profil/vertretung", flash: "delegation.give.offered", ["name": valid.deputy])
  }

  /// Looks done for a name that nobody has, too.
  private func offer(
    _ valid: DeputyshipForm.Valid, by acting: Acting, _ visit: Visit, in connection: any Connection
  ) throws {
    try accounts.countMail(
      from: MailSender.all(visit, company: valid.function.kind == .companyAdministrator ? valid.function.subject : nil),
      now: visit.now, in: connection)
    var new = Self.offer(valid, by: acting)
    if valid.isCompany {
      let company = try CompanyQueries.company(numberKey: NumberKey.folded(valid.deputy), in: connection)
      if valid.function.kind == .companyAdministrator, company?.id == valid.function.subject {
        throw FieldErrors("vertretung", visit.t("delegation.error.self"))
      }
      new.deputyCompany = company?.id
    } else {
      let found = try accounts.accounts(named: valid.deputy, in: connection)
      // A user name that two people have names nobody; the address does.
      let account = found.count == 1 ? found[0] : nil
      if account?.id == acting.account.id { throw FieldErrors("vertretung", visit.t("delegation.error.self")) }
      new.deputyAccount = account?.state == .active ? account?.id : nil
    }
    guard let offered = try add(new, visit, in: connection) else { return }
    try mail(.offered, about: offered, to: [.deputy, .giver], visit, in: connection)
  }

  static func offer(_ valid: DeputyshipForm.Valid, by acting: Acting) -> NewDeputyship {
    NewDeputyship(
      principalKind: valid.function.kind, principalSubject: valid.function.subject, givenBy: acting.account.id,
      typedName: valid.deputy, fields: valid.fields, validUntil: valid.validUntil, state: .offered)
  }

  func add(_ new: NewDeputyship, _ visit: Visit, in connection: any Connection) throws -> Deputyship? {
    guard let id = try DeputyshipQueries.add(new, now: visit.now, in: connection),
      let added = try DeputyshipQueries.deputyship(id, in: connection)
    else { return nil }
    try record(new.state.rawValue, id, visit, Self.details(added), in: connection)
    return added
  }

  /// Counts one more; errors for a field when it is too many.
  func limit(_ key: String, _ setting: Setting<Int>, _ field: String, _ visit: Visit) -> FieldErrors? {
    let wait = limiter.wait(for: key, limit: settings[setting], window: .hours(1), now: visit.now)
    return wait.map { FieldErrors(field, visit.t("delegation.error.tooMany", ["wait": visit.t.span($0)])) }
  }
}
