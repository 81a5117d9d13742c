package typealias Handler = @Sendable (Visit) async throws -> Reply

/// One address of the portal.
package struct Route: Sendable {
  package let method: VisitMethod
  /// With named parts in braces: `/betriebe/{company}`.
  package let path: String
  package let access: Access
  package let area: String
  /// The largest body taken, in bytes.
  package let bodyLimit: Int
  /// False for the few addresses that machines post to, without a form of ours.
  package let needsFormToken: Bool
  /// Whether the route can give somebody a right that lasts, or end one: access, membership, deputyship, a look into a
  /// record. `kammerportal routes` prints it.
  package let appoints: Bool
  let handler: Handler
}

/// The register of all routes. Each is declared in one line with its policy; without one it does not compile.
package struct Routes: Sendable {
  package private(set) var all: [Route] = []
  private var area = ""

  package init() {}

  package init(of parts: [any PortalArea]) {
    for part in parts { add(part) }
  }

  package mutating func get(_ path: String, _ access: Access, _ handler: @escaping Handler) {
    add(.get, path, access, bodyLimit: 0, needsFormToken: false, handler)
  }

  package mutating func post(
    _ path: String, _ access: Access, bodyLimit: Int = 256 * 1024, needsFormToken: Bool = true,
    appoints: Bool = false, _ handler: @escaping Handler
  ) {
    add(.post, path, access, bodyLimit: bodyLimit, needsFormToken: needsFormToken, appoints: appoints, handler)
  }

  package mutating func add(_ part: some PortalArea) {
    area = part.name
    part.addRoutes(to: &self)
  }

  private mutating func add(
    _ method: VisitMethod, _ path: String, _ access: Access, bodyLimit: Int, needsFormToken: Bool,
    appoints: Bool = false, _ handler: @escaping Handler
  ) {
    all.append(
      Route(
        method: method, path: path, access: access, area: area, bodyLimit: bodyLimit,
        needsFormToken: needsFormToken, appoints: appoints, handler: handler))
  }
}

/// What an area plugs into the portal: its routes and what it adds to the menu.
package protocol PortalArea: Sendable {
  /// The area's folder under `Sources`.
  var name: String { get }
  func addRoutes(to routes: inout Routes)
  /// The entries for this visitor, in the area's order.
  func menu(for visit: Visit) -> [MenuEntry]
}

extension PortalArea {
  package func menu(for visit: Visit) -> [MenuEntry] { [] }
}

/// An entry of the main menu.
package struct MenuEntry: Sendable {
  package let label: String
  package let path: String
  /// Where the entry stands among those of all areas; the start page is 0.
  package let rank: Int
  /// Shown behind the label when it is above zero: what waits there.
  package let waiting: Int

  package init(_ label: String, path: String, rank: Int, waiting: Int = 0) {
    self.label = label
    self.path = path
    self.rank = rank
    self.waiting = waiting
  }
}
