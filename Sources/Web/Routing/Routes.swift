package typealias Handler = @Sendable (Visit) async throws -> Reply

/// A route: method, path and access policy, with its handler.
package struct Route: Sendable {
  package let method: VisitMethod
  /// With parameters in braces: `/betriebe/{company}`.
  package let path: String
  package let access: Access
  package let area: String
  /// The maximum body size, in bytes.
  package let bodyLimit: Int
  /// False for the few addresses that programs post to without a form of the portal.
  package let needsFormToken: Bool
  /// Whether the route can give or end a lasting right: access, membership, deputyship, a released record. Printed by
  /// `kammerportal routes`.
  package let appoints: Bool
  let handler: Handler
}

/// The route table. Each route is declared in one line with its access policy; without one it does not compile.
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

/// What an area contributes to the portal: its routes and menu entries.
package protocol PortalArea: Sendable {
  /// The area's folder under `Sources`.
  var name: String { get }
  func addRoutes(to routes: inout Routes)
  /// The menu entries for this visitor, in the area's order.
  func menu(for visit: Visit) -> [MenuEntry]
}

extension PortalArea {
  package func menu(for visit: Visit) -> [MenuEntry] { [] }
}

/// An entry of the main menu.
package struct MenuEntry: Sendable {
  package let label: String
  package let path: String
  /// The position among the entries of all areas; the start page is 0.
  package let rank: Int
  /// The badge behind the label, if above zero: how many items wait there.
  package let waiting: Int

  package init(_ label: String, path: String, rank: Int, waiting: Int = 0) {
    self.label = label
    self.path = path
    self.rank = rank
    self.waiting = waiting
  }
}
