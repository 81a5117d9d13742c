import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Hummingbird's request context, with the peer address and what the log needs.
package struct SiteContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let peer: String
  let trace = RequestTrace()

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
  }
}

private let files = FileIO()

extension Site {
  /// The router: routes, static files, and an error page for everything else.
  package func router(_ routes: Routes) -> RouterResponder<SiteContext> {
    let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Envelope(site: self))
    router.add(middleware: UnknownAddressPage(site: self, served: ServedMethods(routes)))
    router.get("/assets/{file}") { request, context in serveAsset(request, context) }
    for route in routes.all {
      router.on(RouterPath(route.path), method: route.method.httpMethod) { request, context in
        await serve(request, context, route)
      }
    }
    return router.buildResponder()
  }

  private func serve(_ request: Request, _ context: SiteContext, _ route: Route) async -> Response {
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters {
      parameters[String(name)] = String(value).removingPercentEncoding ?? String(value)
    }
    // A large body is read only if the visitor may send it.
    if route.bodyLimit > SpooledBody.threshold,
      let refusal = await refusal(of: requestWithoutBody(request, context), route, parameters)
    {
      return response(refusal)
    }
    let head = requestWithoutBody(request, context)
    do {
      let body = try await SpooledBody.read(
        request, limit: route.bodyLimit, group: uploadGroup(of: route),
        network: ClientNetwork.key(of: clientAddress(head)))
      let incoming = head.with(body: body)
      return try await response(await reply(to: incoming, route: route, parameters: parameters), context)
    } catch is SenderGone {
      context.trace.noteThatSenderIsGone()
      return Response(status: .badRequest, headers: [.connection: "close"])
    } catch is StorageFull {
      return response(await replyWithoutBody(to: head, ErrorPages.storageFull))
    } catch is ServiceUnavailable {
      return response(await replyWithoutBody(to: head, ErrorPages.unavailable))
    } catch is NIOTooManyBytesError {
      return response(await replyWithoutBody(to: head, ErrorPages.tooLarge))
    } catch {
      return response(await replyWithoutBody(to: head) { fault(error, $0, route: route) })
    }
  }

  private func clientAddress(_ request: IncomingRequest) -> String {
    request.clientAddress(trustedProxies: trustedProxies)
  }

  /// The response, whose body may be a file.
  /// - Throws: the error of the file system.
  private func response(_ reply: Reply, _ context: SiteContext) async throws -> Response {
    var response = response(reply)
    guard let file = reply.file else { return response }
    response.body =
      if let range = file.range {
        try await files.loadFile(path: file.url.path, range: range, context: context)
      } else {
        try await files.loadFile(path: file.url.path, context: context)
      }
    return response
  }

  private func serveAsset(_ request: Request, _ context: SiteContext) -> Response {
    let accepts = request.headers[.acceptEncoding]?.contains("gzip") ?? false
    guard let reply = assets.reply(for: context.parameters.get("file") ?? "", acceptsGzip: accepts) else {
      return Response(status: .notFound)
    }
    return response(reply)
  }

  /// The request with its headers but an empty body: for what is decided before the body is read, or without it.
  func requestWithoutBody(_ request: Request, _ context: SiteContext) -> IncomingRequest {
    var headers: [String: String] = [:]
    for field in request.headers {
      let separator = field.name == .cookie ? "; " : ", "
      headers[field.name.canonicalName] =
        headers[field.name.canonicalName].map { $0 + separator + field.value } ?? field.value
    }
    return IncomingRequest(
      method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
      authority: request.head.authority ?? "", peer: context.peer, trace: context.trace)
  }

  func response(_ reply: Reply) -> Response {
    var fields = HTTPFields()
    for header in reply.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    return Response(
      status: .init(code: reply.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
  }
}

extension Site {
  /// Whose limit a large body counts against.
  fileprivate func uploadGroup(of route: Route) -> UploadLimits.Group {
    if route.access.isForEveryone { return .strangers }
    return route.path.hasPrefix("\(ways.office)/") ? .officers : .people
  }
}

extension VisitMethod {
  var httpMethod: HTTPRequest.Method { self == .get ? .get : .post }
}

/// Replaces the router's bare response for an unknown address or method with a page.
private struct UnknownAddressPage: RouterMiddleware {
  let site: Site
  let served: ServedMethods

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let methods = served.methods(at: request.uri.path).map(\.rawValue).sorted()
      let allowed = methods.isEmpty ? nil : methods.joined(separator: ", ")
      return site.response(
        await site.replyWithoutRoute(to: site.requestWithoutBody(request, context), allowed: allowed))
    }
  }
}
