import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging

/// The outermost middleware: rejects malformed requests, adds the common headers to all responses, and writes the
/// access log.
struct Envelope: RouterMiddleware {
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var response: Response
    if let refusal = await refusal(of: request, context) {
      response = refusal
    } else {
      response = try await next(request, context)
    }
    for (name, value) in SecurityHeaders.all(secure: site.isSecure) {
      guard let name = HTTPField.Name(name), response.headers[name] == nil else { continue }
      response.headers[name] = value
    }
    if let name = HTTPField.Name("x-request-id") { response.headers[name] = context.trace.id }
    log(request, context, response, .now - start)
    return response
  }

  private func refusal(of request: Request, _ context: SiteContext) async -> Response? {
    // The first Host header became the authority; a second one is still among the headers.
    let hasAnother = request.headers.contains { $0.name.canonicalName == "host" }
    guard let host = request.head.authority, !host.isEmpty, !hasAnother else {
      return Response(status: .badRequest, headers: [.connection: "close"])
    }
    // The raw path: one that begins with two slashes would be read as another host.
    let path = (request.head.path ?? "/").prefix { $0 != "?" }
    switch PathRules.verdict(String(path)) {
    case .served: return nil
    case .elsewhere(let path) where request.method == .get || request.method == .head:
      let query = request.uri.query.map { "?\($0)" } ?? ""
      return Response(status: .permanentRedirect, headers: [.location: path + query, .cacheControl: "no-store"])
    case .elsewhere, .unknown:
      return site.response(await site.replyWithoutRoute(to: site.requestWithoutBody(request, context), allowed: nil))
    }
  }

  /// Logs the route instead of the path, which may contain names; no query, no network address.
  private func log(_ request: Request, _ context: SiteContext, _ response: Response, _ span: Duration) {
    let milliseconds = Double(Int(span / .microseconds(10))) / 100
    site.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")",
        "status": .stringConvertible(context.trace.senderIsGone ? 499 : response.status.code),
        "ms": .stringConvertible(milliseconds),
        "request": "\(context.trace.id)", "function": "\(context.trace.functionKind ?? "-")",
      ])
  }
}
