import Database
import Foundation
import Logging
import Web

extension PortalApplication {
  /// All routes with their access policies, one per line, in the order of the areas; the content of `docs/routes.txt`.
  package static func routeList() async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kammerportal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = try await PortalConfiguration.load(.init(isDemo: true))
    configuration.database = "sqlite:\(folder.path)/routes.sqlite"
    let logger = Logger(label: "routes", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try await Database.open(configuration.database, logger: logger)
    let application = try await PortalApplication(configuration: configuration, database: database, logger: logger)
    let lines = application.routes.all.map { route in
      let method = route.method.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
      return
        "\(method)\(route.path.padding(toLength: max(62, route.path.count + 1), withPad: " ", startingAt: 0))\(route.access.name)\(route.appoints ? ", in person: appoints" : "")"
    }
    await database.close()
    return lines.joined(separator: "\n")
  }
}
