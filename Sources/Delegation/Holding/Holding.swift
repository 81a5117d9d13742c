import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// What one is offered and holds as deputy: accepting, declining, and `Zum Programm`.
extension Delegation {
  @Sendable func heldPage(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    return heldPage(visit, try await database.read { try held(acting, visit, in: $0) })
  }

  /// Those that stand today.
  private func held(_ acting: Acting, _ visit: Visit, in connection: any Connection) throws -> [Deputyship] {
    let day = visit.clock.day(of: visit.now)
    return try DeputyshipQueries.held(by: acting.account.id, companies: acting.administeredKeys, in: connection).filter
    {
      DeputyshipRules.stands($0, on: day)
    }
  }

  @Sendable func accept(_ visit: Visit) async throws -> Reply {
    let actor = try visit.signedIn().account.id
    let day = visit.clock.day(of: visit.now)
    let accepted = try await database.write { connection in
      let offered = try offer(visit, in: connection)
      guard DeputyshipRules.stands(offered, on: day),
        try DeputyshipQueries.activate(offered, by: actor, now: visit.now, in: connection)
      else { throw Refusal.deputyshipIsElsewhere }
      try record("accepted", offered.id, visit, Self.details(offered), in: connection)
      try mail(.accepted, about: offered, to: [.deputy, .giver], visit, in: connection)
      return offered
    }
    await signal.raise()
    return visit.redirect(
      to: "/profil/berechtigungen", flash: "delegation.accept.done", ["name": accepted.principalName])
  }

  @Sendable func decline(_ visit: Visit) async throws -> Reply {
    let actor = try visit.signedIn().account.id
    try await database.write { connection in
      let offered = try offer(visit, in: connection)
      guard
        try DeputyshipQueries.turnDown(offered, as: .declined, by: actor, now: visit.now, in: connection)
      else { throw Refusal.deputyshipIsElsewhere }
      try record("declined", offered.id, visit, Self.details(offered), in: connection)
      try mail(.declined, about: offered, to: [.giver], visit, in: connection)
    }
    await signal.raise()
    return visit.redirect(to: "/profil/berechtigungen", flash: "delegation.decline.done")
  }

  /// The offer of the path to the person; a refusal when it was decided or withdrawn meanwhile.
  private func offer(_ visit: Visit, in connection: any Connection) throws -> Deputyship {
    let acting = try visit.signedIn()
    guard let id = visit.key("deputyship"), let found = try DeputyshipQueries.deputyship(id, in: connection),
      acting.holds(found)
    else { throw NotFound() }
    guard found.state == .offered else { throw Refusal.deputyshipIsElsewhere }
    return found
  }

  /// Offers on the start page, and the ways to those whom one deputises for.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let acting = visit.acting, acting.onBehalf == nil else { return HTML(capacity: 0) }
    let held = try held(acting, visit, in: connection)
    let t = visit.t
    return HTML { html in
      for offer in held.filter({ $0.state == .offered }) {
        html.alert(.info, title: t("delegation.welcome.title", ["name": offer.principalName])) { alert in
          alert.p(t("delegation.welcome.text"))
          alert.buttonRow { $0.buttonLink(t("delegation.welcome.link"), href: "/profil/berechtigungen", .primary) }
        }
      }
      programmes(&html, visit, held.filter { DeputyshipRules.isInForce($0, on: visit.clock.day(of: visit.now)) })
    }
  }

  // MARK: Acting

  @Sendable func beginActing(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let begun = try await database.write { connection -> (OnBehalf, Cookie)? in
      guard
        let other = try functions.onBehalf(id, deputy: acting.account.id, at: visit.now, in: connection)
      else { return nil }
      try Journal.record(
        JournalEntry(
          "deputyship.acting.begun", .init("deputyship", id), actor: acting.account.id, actingFor: other.principal,
          address: visit.clientAddress, details: ["function": other.function.key]),
        at: visit.now, in: connection)
      return (other, try accounts.actOnBehalf(id, in: acting.session, connection: connection))
    }
    guard let (other, cookie) = begun else { throw NotFound() }
    return Reply.redirect(other.function.path).with(cookie: cookie)
  }

  /// Back to the own account; also where the deputyship has ended meanwhile.
  @Sendable func endActing(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let cookie = try await database.write { connection in
      if let other = acting.onBehalf { try record("acting.ended", other.deputyship, visit, in: connection) }
      return try accounts.actOnBehalf(nil, in: acting.session, connection: connection)
    }
    return visit.redirect(to: "/profil/berechtigungen", flash: "delegation.acting.ended").with(cookie: cookie)
  }
}
