import Accounts
import Documents

extension PortalApplication {
  /// The results of the areas' checks of their stored data, for `kammerportal verify`.
  package func inspections() async throws -> [Inspection] {
    var found: [Inspection] = []
    for area in areas { found += try await area.inspect() }
    return found
  }

  /// The areas that keep files.
  package var fileKeepers: [any FileKeeper] { areas.compactMap { $0 as? any FileKeeper } }
}
