import Database
import Documents
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Typesetting
import Web

extension PortalApplication {
  /// Serves the portal until a signal ends it. Running requests are finished first.
  package func serve(whenRunning: @escaping @Sendable () -> Void) async throws {
    let connections = OpenConnections(ConnectionRules(descriptors: FileLimit.raise()))
    logger.info("connections", metadata: ["most": "\(connections.rules.most)"])
    var application = listener(routes, port: configuration.port, connections, whenRunning: whenRunning)
    application.addServices(BackgroundWork { await connections.watch() })
    if let port = configuration.metricsPort { application.addServices(operatorsListener(port: port)) }
    for service in backgroundServices { application.addServices(service) }
    try await application.runService()
    await typesetter.stop()
    await database.close()
  }

  private func listener(
    _ routes: Routes, port: Int, host: String? = nil, _ connections: OpenConnections,
    whenRunning: @escaping @Sendable () -> Void = {}
  ) -> Application<RouterResponder<SiteContext>> {
    let http = HTTP1Channel.Configuration(
      additionalChannelHandlers: [connections.newGuard()], idleTimeout: .seconds(75),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    return Application(
      responder: site.router(routes), server: .http1(configuration: http),
      configuration: .init(
        address: .hostname(host ?? configuration.host, port: port), backlog: 1_024,
        availableConnectionsDelegate: MaximumAvailableConnections(connections.rules.most)),
      onServerRunning: { _ in whenRunning() }, logger: logger)
  }

  /// Health and metrics on a port of their own, which no proxy forwards to.
  private func operatorsListener(port: Int) -> Application<RouterResponder<SiteContext>> {
    var routes = Routes()
    routes.add(
      OperationPages(machinery: machinery, listener: .own))
    let connections = OpenConnections(ConnectionRules(most: 64))
    var application = listener(routes, port: port, host: "127.0.0.1", connections)
    application.addServices(BackgroundWork { await connections.watch() })
    return application
  }
}

/// The limit of open file descriptors, which includes connections.
package enum FileLimit {
  /// Raises the soft limit to the hard limit, at most 131,072.
  /// - Returns: the resulting limit.
  package static func raise() -> Int {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0 else { return 1_024 }
    var wanted = limit
    wanted.rlim_cur = min(limit.rlim_max, 1 << 17)
    if wanted.rlim_cur > limit.rlim_cur, setrlimit(kind, &wanted) == 0 { limit = wanted }
    return Int(min(limit.rlim_cur, 1 << 20))
  }
}
