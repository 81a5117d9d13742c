import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Every route as every function: what opens, what is hidden, what is refused. A new route without a line in
/// `docs/routes.txt` and in the matrix fails.
struct RouteMatrix {
  @Test func `the register of routes is the one that was reviewed`() async throws {
    let file = Repository.root.appendingPathComponent("docs/routes.txt")
    let reviewed = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    #expect(
      try await PortalApplication.routeList() == reviewed, "run: kammerportal routes > docs/routes.txt, and review")
  }

  /// What was found on one engine is the table that was read and checked in; set KAMMERPORTAL_TEST_WRITE_MATRIX to write it anew.
  @Test(arguments: eachEngine())
  func `every route opens for those it is for and for nobody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await World(portal)
      var lines = ["# \(Outcome.legend)"]
      lines += world.people.enumerated().map { "# \($0.offset + 1) \($0.element.0)" }
      for route in portal.application.routes.all {
        var outcomes: [Outcome] = []
        for (_, person) in world.people { outcomes.append(try await world.tryOut(route, as: person)) }
        let method = route.method.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
        lines.append("\(method)\(outcomes.map(\.rawValue).joined()) \(route.path)")
      }
      let file = Repository.root.appendingPathComponent("Tests/PortalTests/route-matrix.txt")
      if ProcessInfo.processInfo.environment["KAMMERPORTAL_TEST_WRITE_MATRIX"] != nil, engine == .sqlite {
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      }
      let reviewed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
      for line in Set(lines).symmetricDifference(reviewed).sorted() {
        Issue.record("\(reviewed.contains(line) ? "reviewed" : "found") \(line)")
      }
    }
  }
}

/// What a function meets at a route.
enum Outcome: String {
  case opens = "O"
  /// The rule is told, and who helps.
  case refused = "r"
  /// Not found, as if there were no such page.
  case hidden = "."
  case signIn = "s"
  /// Told to end acting for somebody else first.
  case busy = "b"
  /// Nothing that is meant to happen.
  case fault = "?"

  static let legend = "O opens, r refused, . hidden, s to the sign-in, b acts for another, ? fault; columns are:"
}

extension World {
  /// Asks a route about things that exist. A form is sent without its token: whom the policy lets in is told so, and
  /// nothing is changed.
  func tryOut(_ route: Route, as person: Browser) async throws -> Outcome {
    let page = try await person.send(route.method.rawValue, objects.filled(route.path))
    switch page.status {
    case 200, 206, 422, 503: return .opens
    case 303: return page.header("location")?.hasPrefix("/anmelden") == true ? .signIn : .opens
    case 403: return page.text.contains("Das Formular ist abgelaufen") ? .opens : .refused
    case 404: return .hidden
    case 409: return .busy
    default: return .fault
    }
  }
}

/// Where the sources lie, for tests that read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
