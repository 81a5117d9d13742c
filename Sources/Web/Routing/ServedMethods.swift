/// The methods that each address supports, for the 405 response.
struct ServedMethods: Sendable {
  private let routes: [(method: VisitMethod, parts: [Substring])]

  init(_ routes: Routes) {
    self.routes = routes.all.map { ($0.method, Self.parts($0.path)) }
  }

  /// - Returns: empty if the address does not exist.
  func methods(at path: String) -> [VisitMethod] {
    let parts = Self.parts(path)
    let matching = routes.compactMap { route in
      Self.fixed(route.parts, at: parts).map { (method: route.method, fixed: $0) }
    }
    // As in the router, a literal segment wins over a parameter.
    let most = matching.map(\.fixed).max()
    return matching.filter { $0.fixed == most }.map(\.method)
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// The number of literal path segments that match; nil if the route does not match.
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
