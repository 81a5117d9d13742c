import Accounts
import Chronology
import Database
import Web

/// The deputy's pages: accepting, declining, and `Zum Programm`.
extension Delegation {
  @Sendable func heldPage(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    return heldPage(visit, try await database.read { try held(acting, visit, in: $0) })
  }

  /// The deputyships valid today.
  private func held(_ acting: Acting, _ visit: Visit, in connection: any Connection) throws -> [Deputyship] {
    let day = visit.clock.day(of: visit.now)
    return try DeputyshipQueries.held(by: acting.account.id, companies: acting.administeredKeys, in: connection).filter
    {
      DeputyshipRules.stands($0, on: day)
    }
  }

  @Sendable func accept(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let accepted = try await accept(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: DelegationPath.held, flash: .delegationAcceptDone, ["name": accepted.principalName])
  }

  @Sendable func decline(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    try await decline(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DelegationPath.held, flash: .delegationDeclineDone)
  }

  /// The start page section: offers, and links to the principals whom the person deputises for.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let acting = visit.acting, acting.onBehalf == nil else { return HTML(capacity: 0) }
    let held = try held(acting, visit, in: connection)
    let t = visit.t
    return HTML { html in
      for offer in held.filter({ $0.state == .offered }) {
        html.alert(.info, title: t("delegation.welcome.title", ["name": offer.principalName])) { alert in
          alert.p(t("delegation.welcome.text"))
          alert.buttonRow { $0.buttonLink(t("delegation.welcome.link"), href: DelegationPath.held, .primary) }
        }
      }
      programmes(&html, visit, held.filter { DeputyshipRules.isInForce($0, on: visit.clock.day(of: visit.now)) })
    }
  }

  // MARK: Acting

  @Sendable func beginActing(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let begun = try await beginActing(under: id, by: try visit.signedIn(), cause: visit.cause)
    return Reply.redirect(begun.onBehalf.function.path).with(cookie: Accounts.cookie(ofSession: begun.token))
  }

  @Sendable func endActing(_ visit: Visit) async throws -> Reply {
    let token = try await endActing(by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DelegationPath.held, flash: .delegationActingEnded).with(
      cookie: Accounts.cookie(ofSession: token))
  }
}
