import Accounts
import Documents

extension PortalApplication {
  /// What the areas find when they look through all that they keep, for `kammerportal verify`.
  package func inspections() async throws -> [Inspection] {
    var found: [Inspection] = []
    for area in areas { found += try await area.inspect() }
    return found
  }

  /// The areas that keep files.
  package var fileKeepers: [any FileKeeper] { areas.compactMap { $0 as? any FileKeeper } }
}
