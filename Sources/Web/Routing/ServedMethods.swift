/// Which methods an address has: for the answer to one that it has not.
struct ServedMethods: Sendable {
  private let routes: [(method: VisitMethod, parts: [Substring])]

  init(_ routes: Routes) {
    self.routes = routes.all.map { ($0.method, Self.parts($0.path)) }
  }

  /// - Returns: none where there is no such address.
  func methods(at path: String) -> [VisitMethod] {
    let parts = Self.parts(path)
    let matching = routes.compactMap { route in
      Self.fixed(route.parts, at: parts).map { (method: route.method, fixed: $0) }
    }
    // As the router does: a name goes before a place for any.
    let most = matching.map(\.fixed).max()
    return matching.filter { $0.fixed == most }.map(\.method)
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// How many parts of an address stand in a route as they are; nil when the route does not serve it.
  private static func fixed(_ route: [Substring], at address: [Substring]) -> Int? {
    guard route.count == address.count else { return nil }
    var fixed = 0
    for (mine, theirs) in zip(route, address) {
      if mine == theirs {
        fixed += 1
      } else if !mine.hasPrefix("{") {
        return nil
      }
    }
    return fixed
  }
}
