import Chronology
import Logging

/// Request handling: authentication, access policy, form token, handler, and a proper page whatever happens.
extension Site {
  func reply(to request: IncomingRequest, route: Route, parameters: [String: String]) async -> Reply {
    var visit = visit(request, parameters: parameters, method: route.method)
    var reply: Reply
    do {
      try await gatekeeper(&visit)
      visit.kept = kept(for: visit)
      reply = try await admitted(visit, to: route)
    } catch {
      reply = self.reply(to: error, visit, route)
    }
    return finished(reply, visit)
  }

  /// The page for an address without a route, or without this method.
  func replyWithoutRoute(to request: IncomingRequest, allowed: String?) async -> Reply {
    var visit = visit(request, parameters: [:], method: .get)
    try? await gatekeeper(&visit)
    let reply = allowed.map { ErrorPages.wrongMethod(visit, allowed: $0) } ?? ErrorPages.notFound(visit)
    return finished(reply, visit)
  }

  /// A page for a request whose body was rejected.
  func replyWithoutBody(to request: IncomingRequest, _ page: (Visit) -> Reply) async -> Reply {
    var visit = visit(request, parameters: [:], method: .get)
    try? await gatekeeper(&visit)
    return finished(page(visit), visit)
  }

  /// Asks the access policy before the body is read; nil lets the request through.
  func refusal(of request: IncomingRequest, _ route: Route, _ parameters: [String: String]) async -> Reply? {
    var visit = visit(request, parameters: parameters, method: route.method)
    do {
      try await gatekeeper(&visit)
      return try await refusal(of: visit, by: route.access).map { finished($0, visit) }
    } catch {
      return finished(reply(to: error, visit, route), visit)
    }
  }

  private func refusal(of visit: Visit, by access: Access) async throws -> Reply? {
    switch try await access.decide(visit) {
    case .allowed: return nil
    case .signInNeeded: return .redirect(signInPath(returningTo: visit))
    case .elsewhere(let path): return .redirect(path)
    case .hidden: return ErrorPages.notFound(visit)
    case .refused(let right, let helper):
      await onRefusal(.right, visit)
      return ErrorPages.refused(visit, right: right, helper: helper)
    }
  }

  private func admitted(_ visit: Visit, to route: Route) async throws -> Reply {
    if let refusal = try await refusal(of: visit, by: route.access) { return refusal }
    if route.needsFormToken,
      visit.isFromElsewhere || !formTokens.isValid(visit.form[FormTokens.fieldName], for: visit.formSecret.ofRequest)
    {
      await onRefusal(.form, visit)
      return ErrorPages.staleForm(visit, again: keptOfOwner(visit))
    }
    if visit.method == .post { forgetKept(visit) }
    return try await route.handler(visit)
  }

  private func reply(to error: any Error, _ visit: Visit, _ route: Route) -> Reply {
    switch error {
    case is NotFound: return ErrorPages.notFound(visit)
    case let refusal as Refusal: return ErrorPages.refusal(visit, refusal)
    case is ServiceUnavailable: return ErrorPages.unavailable(visit)
    case is StorageFull: return ErrorPages.storageFull(visit)
    default: return fault(error, visit, route: route)
    }
  }

  func fault(_ error: any Error, _ visit: Visit, route: Route) -> Reply {
    logger.error(
      "A request failed",
      metadata: [
        "request": "\(visit.trace.id)", "route": "\(route.path)", "type": "\(type(of: error))",
        "detail": "\(FaultDetail.text(of: error))",
      ])
    return ErrorPages.fault(visit, id: visit.trace.id)
  }

  private func signInPath(returningTo visit: Visit) -> String {
    let path = visit.method == .get ? visit.path : keptForms.keep(visit, formTokens) ?? "/"
    return path == "/" ? ways.signIn : "\(ways.signIn)?weiter=\(FormInput.encoded(path))"
  }

  // MARK: Forms that could not be taken

  private func kept(for visit: Visit) -> KeptForm? {
    let id = visit.query[KeptForms.queryName]
    guard visit.method == .get, !id.isEmpty, let owner = visit.principal?.owner else { return nil }
    return keptForms.form(id, of: owner, on: visit.path, formTokens, now: visit.now)
  }

  /// Only a form made for this very account is offered again: nothing that another site or person sent.
  private func keptOfOwner(_ visit: Visit) -> String? {
    guard let owner = visit.principal?.owner, let parts = formTokens.parts(of: visit.form[FormTokens.fieldName]),
      formTokens.isMade(parts, for: owner)
    else { return nil }
    return keptForms.keep(visit, formTokens)
  }

  private func forgetKept(_ visit: Visit) {
    if visit.form.has(KeptForms.queryName) { keptForms.forget(visit.form[KeptForms.queryName]) }
  }

  /// Adds cookies and the headers of every page.
  private func finished(_ reply: Reply, _ visit: Visit) -> Reply {
    var reply = reply
    visit.trace.note(functionKind: visit.principal?.functionKind)
    // Requests of programs, such as health checks, start no visit.
    let isPlain = reply.headers.contains { $0.name == "content-type" && $0.value.hasPrefix("text/plain") }
    let visitor = visit.formSecret.made.map { [Cookie(Self.visitorCookie, $0)] } ?? []
    let cookies = (isPlain ? [] : visit.pendingCookies + visitor) + reply.cookies
    for cookie in cookies { reply.headers.append(("set-cookie", cookie.header(secure: isSecure))) }
    reply.headers += SecurityHeaders.all(secure: isSecure)
    if let time = reply.publicFor, visit.principal == nil, cookies.isEmpty {
      reply.headers += [("cache-control", "public, max-age=\(time.secondsRoundedUp)"), ("vary", "cookie")]
    }
    if !reply.headers.contains(where: { $0.name == "cache-control" }) {
      reply.headers.append(("cache-control", "no-store"))
    }
    return reply
  }
}

/// A service that the portal depends on is unavailable (503); thrown where it is noticed.
package struct ServiceUnavailable: Error, Sendable {
  package init() {}
}
