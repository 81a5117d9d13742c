import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// The deputy confirms on the giver's screen with the own password, which is compared at once and kept nowhere.
extension Delegation {
  func giveNow(
    _ valid: DeputyshipForm.Valid, _ form: DeputyshipForm, _ acting: Acting, _ visit: Visit
  ) async throws -> Reply {
    guard !visit.form["passwort"].isEmpty else {
      return try deputyshipPage(visit, form, FieldErrors("passwort", visit.t("delegation.error.noPassword")))
    }
    let keys = ["confirm|giver|\(acting.account.id)", "confirm|deputy|\(DeputyshipRules.key(of: valid.deputy))"]
    for key in keys {
      if let error = limit(key, DelegationSettings.confirmationsPerHour, "passwort", visit) {
        return try deputyshipPage(visit, form, error)
      }
    }
    let t = visit.t
    switch try await accounts.confirmPassword(of: valid.deputy, visit.form["passwort"], visit) {
    case .wrong:
      return try deputyshipPage(visit, form, FieldErrors("passwort", t("delegation.error.password")))
    case .secondFactorNeeded:
      return try deputyshipPage(visit, form, FieldErrors("bestaetigung", t("delegation.error.secondFactor")))
    case .wait(let wait):
      return try deputyshipPage(
        visit, form, FieldErrors("passwort", t("delegation.error.tooMany", ["wait": t.span(wait)])))
    case .right(let deputy) where deputy.id == acting.account.id:
      return try deputyshipPage(visit, form, FieldErrors("vertretung", t("delegation.error.self")))
    case .right(let deputy):
      try await activate(valid, deputy, acting, visit)
      await signal.raise()
      return visit.redirect(to: "/profil/vertretung", flash: "delegation.give.confirmed", ["name": deputy.fullName])
    }
  }

  private func activate(
    _ valid: DeputyshipForm.Valid, _ deputy: Account, _ acting: Acting, _ visit: Visit
  ) async throws {
    try await database.write { connection in
      var new = Self.offer(valid, by: acting)
      new.deputyAccount = deputy.id
      guard let offered = try add(new, visit, in: connection),
        try DeputyshipQueries.activate(offered, by: deputy.id, now: visit.now, in: connection)
      else { throw Refusal.deputyshipIsElsewhere }
      // Confirmed by the deputy, though in the session of the giver.
      try Journal.record(
        JournalEntry(
          "deputyship.confirmed", .init("deputyship", offered.id), actor: deputy.id, address: visit.clientAddress,
          details: Self.details(offered)),
        at: visit.now, in: connection)
      try mail(.accepted, about: offered, to: [.deputy, .giver], visit, in: connection)
    }
  }
}

extension Refusal {
  /// The deputyship is in another state by now.
  static let deputyshipIsElsewhere = Refusal("delegation.over")
}
