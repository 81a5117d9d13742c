import Testing

@testable import Web

/// What an address says to a method that it has not.
struct ServedMethodsTests {
  private let served: ServedMethods = {
    var routes = Routes()
    routes.get("/", .everyone) { _ in .redirect("/") }
    routes.get("/betriebe/{company}", .everyone) { _ in .redirect("/") }
    routes.post("/betriebe/{company}", .everyone) { _ in .redirect("/") }
    routes.get("/betriebe/neu", .everyone) { _ in .redirect("/") }
    return ServedMethods(routes)
  }()

  @Test(arguments: [
    ("/", ["GET"]), ("/betriebe/7", ["GET", "POST"]), ("/betriebe/neu", ["GET"]), ("/betriebe", []),
    ("/betriebe/7/", []), ("/betriebe/7/8", []), ("//", []), ("", []),
  ])
  func `an address has the methods of the route that the router would take`(path: String, methods: [String]) {
    #expect(served.methods(at: path).map(\.rawValue).sorted() == methods, "\(path)")
  }
}
