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

  /// Routes that open for nobody here, and why.
  private static let closed: [String: String] = [
    "GET  /metrics": "asked by programs on this machine, never through the proxy that everybody here comes by",
    "GET  /kammer/pruefungen": "leads on to the list of examiners",
  ]

  @Test func `every route opens for somebody, but for those that say why not, and none is a fault`() throws {
    let rows = try Self.reviewed().filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ", maxSplits: 2) }
    #expect(rows.count > 250)
    for row in rows where row.count == 3 {
      let route = row[0].padding(toLength: 5, withPad: " ", startingAt: 0) + row[2]
      #expect(row[1].contains(Outcome.opens.rawValue) == (Self.closed[route] == nil), "\(row.joined(separator: " "))")
      #expect(!row[1].contains(Outcome.fault.rawValue), "\(row.joined(separator: " "))")
    }
  }

  private static let file = Repository.root.appendingPathComponent("Tests/PortalTests/route-matrix.txt")

  private static func reviewed() throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// What was found on one engine is the table that was read and checked in; set KAMMERPORTAL_TEST_WRITE_MATRIX to write it anew.
  @Test(arguments: eachEngine())
  func `every route opens for those it is for and for nobody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let trial = try await RouteTrial(portal)
      var lines = ["# \(Outcome.legend)"]
      lines += trial.people.enumerated().map { "# \($0.offset + 1) \($0.element.name)" }
      for route in portal.application.routes.all {
        var outcomes: [Outcome] = []
        for person in trial.people { outcomes.append(try await trial.tryOut(route, as: person)) }
        let method = route.method.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
        lines.append("\(method)\(outcomes.map(\.rawValue).joined()) \(route.path)")
      }
      if ProcessInfo.processInfo.environment["KAMMERPORTAL_TEST_WRITE_MATRIX"] != nil, engine == .sqlite {
        try (lines.joined(separator: "\n") + "\n").write(to: Self.file, atomically: true, encoding: .utf8)
      }
      let reviewed = try Self.reviewed()
      for line in Set(lines).symmetricDifference(reviewed).sorted() {
        Issue.record("\(reviewed.contains(line) ? "reviewed" : "found") \(line)")
      }
    }
  }
}

/// What a function meets at a route.
enum Outcome: String {
  /// The page is shown; the form is taken, or says what it lacks.
  case opens = "O"
  /// Led to another page, and nothing was changed.
  case led = ">"
  /// The rule is told, and who helps.
  case refused = "r"
  /// The person may, but how things stand forbids it.
  case conflict = "n"
  /// Not found, as if there were no such page.
  case hidden = "."
  case signIn = "s"
  /// Told to end acting for somebody else first.
  case busy = "b"
  /// Nothing that is meant to happen.
  case fault = "?"

  static let legend =
    "O opens, > leads elsewhere, r refused, n not as things stand, . hidden, s to the sign-in, b acts for another, ? fault; columns are:"

  init(_ page: Page, hasChanged: Bool) {
    self =
      switch page.status {
      case 200, 206, 422: .opens
      case 303 where page.header("location")?.hasPrefix("/anmelden") == true: .signIn
      case 303: hasChanged ? .opens : .led
      case 403: .refused
      case 404: .hidden
      case 409: page.text.contains("Das geht nur im eigenen Konto") ? .busy : .conflict
      default: .fault
      }
  }
}

/// The world and its people, put back as they were after whatever anybody tried.
private struct RouteTrial {
  struct Person {
    let name: String
    let browser: Browser
    /// Makes a form of theirs valid, wherever it is sent.
    let token: String

    init(_ name: String, _ browser: Browser) async throws {
      (self.name, self.browser) = (name, browser)
      // Whoever is signed in can sign out on every page; others have a form where they register.
      let pages = [try await browser.get("/"), try await browser.get("/registrieren")]
      token = try #require(pages.lazy.compactMap { Browser.token(in: $0.body) }.first)
    }
  }

  let people: [Person]
  private let objects: RouteObjects
  private let kept: KeptState

  init(_ portal: TestPortal) async throws {
    let world = try await World(portal)
    objects = world.objects
    var people: [Person] = []
    for (name, browser) in world.people { people.append(try await Person(name, browser)) }
    self.people = people
    kept = try await KeptState(of: portal.database)
  }

  /// Asks a route about things that exist, and puts back what the answer changed. A form is sent empty: without its
  /// token first, which nobody may get away with, then with the person's own.
  func tryOut(_ route: Route, as person: Person) async throws -> Outcome {
    let window = person.browser.twin()
    let path = objects.filled(route.path)
    let first = try await window.send(route.method.rawValue, path)
    guard route.needsFormToken else { return Outcome(first, hasChanged: try await !changes().isEmpty) }
    let withoutToken = Outcome(first, hasChanged: try await !changes().isEmpty)
    guard first.isStaleForm else { return withoutToken == .opens ? .fault : withoutToken }
    let fields = objects.fields(for: route.path) + [("formular", person.token)]
    let page = try await window.send("POST", path, Browser.encode(fields))
    return page.isStaleForm ? .fault : Outcome(page, hasChanged: try await !changes().isEmpty)
  }

  /// What was changed, and is put back. That somebody was turned away stands in the audit log, and is no change.
  private func changes() async throws -> [String] {
    try await kept.restore().filter { $0 != "journal_entries" }
  }
}

extension Page {
  fileprivate var isStaleForm: Bool { status == 403 && text.contains("Das Formular ist abgelaufen") }
}

/// Where the sources lie, for tests that read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
