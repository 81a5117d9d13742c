import Database
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Typesetting
import Web

extension PortalApplication {
  /// Serves the portal until a signal ends it. Requests under way are finished first.
  package func serve(whenRunning: @escaping @Sendable () -> Void) async throws {
    let http = HTTP1Channel.Configuration(
      idleTimeout: .seconds(75),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    var application = Application(
      responder: site.router(routes), server: .http1(configuration: http),
      configuration: .init(address: .hostname(configuration.host, port: configuration.port), backlog: 512),
      onServerRunning: { _ in whenRunning() }, logger: logger)
    for service in backgroundServices { application.addServices(service) }
    try await application.runService()
    await typesetter.stop()
    await database.close()
  }
}
