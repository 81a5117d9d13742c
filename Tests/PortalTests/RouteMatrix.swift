import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Every route as every function: what opens, what is hidden, what is refused. A new route without a line in
/// `docs/routes.txt` fails.
struct RouteMatrix {
  @Test func `the register of routes is the one that was reviewed`() async throws {
    let file = Repository.root.appendingPathComponent("docs/routes.txt")
    let reviewed = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    #expect(
      try await PortalApplication.routeList() == reviewed, "run: kammerportal routes > docs/routes.txt, and review")
  }

  @Test(arguments: eachEngine())
  func `every route opens for those it is for and for nobody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await World(portal)
      for route in portal.application.routes.all {
        for (name, person) in world.people {
          let expected = world.expected(route, for: name)
          let status = try await world.tryOut(route, as: person)
          #expect(expected.contains(status), "\(route.method.rawValue) \(route.path) as \(name): \(status)")
        }
      }
    }
  }
}

/// People of each kind, beside a company that is theirs and one that is not.
private struct World {
  let people: [(String, Browser)]
  let company: Int64

  init(_ portal: TestPortal) async throws {
    try await portal.importCompanies(
      "400 2001;Bäckerei;;;Weg 1;12347;Ort;;;;;;KMPR-TZWB-LHL", "400 2002;Elektro;;;Weg 2;12347;Ort;;;;;;K7M2-99-X")
    let petra = portal.visitor(from: "192.0.2.1")
    try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
    let path = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
    company = Int64(path.split(separator: "/").last ?? "") ?? 0
    try await petra.submit(
      "\(path)/einladen",
      [
        ("vorname", "Jonas"), ("nachname", "Korn"), ("email", "jonas@x.example"), ("rolle", "mitglied"),
        ("rechte", "reading"),
      ])
    let jonas = portal.visitor(from: "192.0.2.2")
    let start = try await jonas.redeem("jonas@x.example", try await portal.newestCode(to: "jonas@x.example") ?? "")
    let accept = try #require(start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/)).output
    try await jonas.press(String(accept))
    let ali = portal.visitor(from: "192.0.2.3")
    try await ali.registered("Ali", "Yıldız", "ali@x.example", on: portal)
    try await ali.verify("4002002", "K7M2-99-X")
    let lone = portal.visitor(from: "192.0.2.4")
    try await lone.registered("Lena", "Allein", "lena@x.example", on: portal)
    people = [
      ("visitor", portal.visitor(from: "192.0.2.5")), ("account", lone), ("administrator", petra), ("member", jonas),
      ("administrator of another company", ali), ("officer", try await portal.officer()),
    ]
  }

  /// Without a token a posted form stops after the policy, with 403: so the policy alone is asked.
  func tryOut(_ route: Route, as person: Browser) async throws -> Int {
    let path = route.path.replacing("{company}", with: String(company))
      .replacing(/\{[a-z]+\}/, with: "4711")
    return try await person.send(route.method.rawValue, path).status
  }

  func expected(_ route: Route, for name: String) -> Set<Int> {
    // What a policy lets through: the page, or for a form without its token the page that says so. A thing that does
    // not exist is not found.
    let open: Set<Int> = route.method == .post ? [403] : [200, 303, 404, 503]
    switch route.access.name {
    case "everyone", "visitors": return open
    case "signed in", "own account": return name == "visitor" ? [303] : open
    case "company member":
      return name == "visitor" ? [303] : ["administrator", "member"].contains(name) ? open : [404]
    case "company administrator":
      return name == "visitor" ? [303] : name == "administrator" ? open : name == "member" ? [403] : [404]
    case "training party":
      return name == "visitor" ? [303] : ["account", "officer"].contains(name) ? [404] : open
    case "company: training":
      // Jonas may only read.
      return name == "visitor" ? [303] : name.contains("administrator") ? open : name == "member" ? [403] : [404]
    case "apprenticeship: view", "apprenticeship: openAccount", "instructor: company training", "examiner":
      // Nobody here has to do with one; their own journeys try those who have.
      return name == "visitor" ? [303] : [404]
    case let access where access.hasPrefix("officer"):
      return name == "visitor" ? [303] : name == "officer" ? open : [404]
    default: return []
    }
  }
}

/// Where the sources lie, for tests that read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
