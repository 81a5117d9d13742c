import Database
import Web

/// Functions that a company gave to an address with an account: the owner says whether they are meant.
extension Accounts {
  @Sendable func acceptFunction(_ visit: Visit) async throws -> Reply {
    try await decide(visit, as: .held, flash: "accounts.function.accepted")
  }

  @Sendable func declineFunction(_ visit: Visit) async throws -> Reply {
    try await decide(visit, as: .declined, flash: "accounts.function.declined")
  }

  private func decide(_ visit: Visit, as state: FunctionGrantState, flash: String) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("grant") else { throw NotFound() }
    let decided = try await database.write { connection -> Bool in
      guard
        let grant = try FunctionGrantQueries.decide(
          id, for: acting.account.id, as: state, now: visit.now, in: connection)
      else { return false }
      try record(
        "account.function.\(state.rawValue)", account: acting.account.id, visit: visit,
        details: ["function": "\(grant.kind.rawValue):\(grant.subject)"], in: connection)
      return true
    }
    guard decided else { throw NotFound() }
    return visit.redirect(to: "/", flash: flash)
  }

  /// Offers on the start page, to be accepted or declined.
  package func welcome(_ visit: Visit) async throws -> HTML {
    guard let acting = visit.acting, acting.onBehalf == nil, acting.hasOffers else { return HTML() }
    let offers = try await database.read { connection in
      try FunctionGrantQueries.offered(to: acting.account.id, in: connection).map { grant in
        (grant, try registers.lazy.compactMap { try $0.title(of: grant.kind, grant.subject, in: connection) }.first)
      }
    }
    let t = visit.t
    return HTML { html in
      for (grant, title) in offers {
        let values = ["function": t("accounts.function.\(grant.kind.rawValue)"), "title": title ?? ""]
        html.alert(.info, title: t("accounts.offer.title", values)) { alert in
          alert.p(t("accounts.offer.text", values))
          alert.buttonRow { row in
            row.postButton(
              action: "/funktionen/\(grant.id)/annehmen", label: t("accounts.offer.accept"), token: visit.formToken,
              .primary)
            row.postButton(
              action: "/funktionen/\(grant.id)/ablehnen", label: t("accounts.offer.decline"), token: visit.formToken)
          }
        }
      }
    }
  }
}
