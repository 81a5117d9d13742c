import Accounts
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

/// People of each kind, beside a company, an apprentice and an instructor that are theirs and ones that are not.
struct World {
  let people: [(String, Browser)]
  let company: Int64
  let apprenticeship: Int64
  let instructor: Int64
  /// A confirmation that is for the bakery.
  let delivery: Int64

  init(_ portal: TestPortal) async throws {
    let petra = try await portal.bakerOfRegister()
    let ids = try await portal.database.read { connection in
      [
        try connection.value("SELECT id FROM companies WHERE number_key = '4002001'"),
        try connection.value("SELECT id FROM apprenticeships WHERE number_key = 'A1001'"),
        try connection.value("SELECT id FROM instructors WHERE number_key = 'B77'"),
      ] as [Int64?]
    }
    (company, apprenticeship, instructor) = (ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0)
    delivery = try await portal.addDocument(for: company)
    let path = "/betriebe/\(company)"
    try await petra.invite("Jonas", role: "mitglied", rights: "reading", to: path)
    let jonas = portal.visitor(from: "192.0.2.2")
    let start = try await jonas.redeem(
      "jonas@baeckerei.example", try await portal.newestCode(to: "jonas@baeckerei.example") ?? "")
    let accept = try #require(start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/)).output
    try await jonas.press(String(accept))
    let ali = portal.visitor(from: "192.0.2.3")
    try await ali.registered("Ali", "Yıldız", "ali@x.example", on: portal)
    try await ali.verify("4002002", "I1l0-OoZ9")
    let lone = portal.visitor(from: "192.0.2.4")
    try await lone.registered("Lena", "Allein", "lena@x.example", on: portal)
    let officer = try await portal.officer()
    let (lea, marion) = (portal.visitor(from: "192.0.2.6"), portal.visitor(from: "192.0.2.7"))
    let (max, ayse) = (portal.visitor(from: "192.0.2.8"), portal.visitor(from: "192.0.2.9"))
    try await portal.give(lea, "apprentice", "A1001")
    try await portal.give(max, "apprentice", "A1002")
    try await portal.give(marion, "instructor", "B77")
    try await portal.give(ayse, "examiner", "P5")
    let tomasz = portal.visitor(from: "192.0.2.12")
    try await portal.give(tomasz, "exam_participant", "T5")
    let record = "/ausbildungsnachweise/\(apprenticeship)"
    let kai = try await portal.coSigner(
      "kai@schule.example",
      [("rolle", "school"), ("vorname", "Kai"), ("nachname", "Kreide"), ("einrichtung", "Schule 3")], of: record,
      by: marion)
    let deputy = portal.visitor(from: "192.0.2.10")
    try await deputy.registered("Dora", "Vertreten", "dora@x.example", on: portal)
    try await petra.gives(to: "dora@x.example", path, fields: ["contracts"])
    try await deputy.accepts()
    try await deputy.act()
    people = [
      ("visitor", portal.visitor(from: "192.0.2.5")), ("account", lone), ("administrator", petra), ("member", jonas),
      ("administrator of another company", ali), ("officer", officer), ("apprentice", lea), ("instructor", marion),
      ("another apprentice", max), ("examiner", ayse), ("deputy", deputy), ("co-signer", kai),
      ("exam participant", tomasz),
    ]
  }

  /// Without a token a posted form stops after the policy, with 403: so the policy alone is asked.
  func tryOut(_ route: Route, as person: Browser) async throws -> Int {
    let path = route.path.replacing("{company}", with: String(company))
      .replacing("{apprenticeship}", with: String(apprenticeship)).replacing("{instructor}", with: String(instructor))
      .replacing("{delivery}", with: String(delivery)).replacing("{record}", with: String(apprenticeship))
      .replacing(/\{[a-z]+\}/, with: "4711")
    return try await person.send(route.method.rawValue, path).status
  }

  func expected(_ route: Route, for name: String) -> Set<Int> {
    // What a policy lets through: the page, or for a form without its token the page that says so. A thing that does
    // not exist is not found.
    let open: Set<Int> = route.method == .post ? [403] : [200, 303, 404, 503]
    if route.access.name == "this machine" { return [404] }
    if name == "visitor", !["everyone", "visitors"].contains(route.access.name) { return [303] }
    switch route.access.name {
    case "everyone", "visitors", "signed in": return open
    // The deputy acts for the bakery, with contracts only: the own account is closed meanwhile.
    case "own account": return name == "deputy" ? [409] : open
    case "company member": return ["administrator", "member", "deputy"].contains(name) ? open : [404]
    case "company administrator":
      return name == "administrator" ? open : ["member", "deputy"].contains(name) ? [403] : [404]
    case "training party":
      return ["account", "officer", "examiner", "exam participant", "co-signer"].contains(name) ? [404] : open
    case "company: training":
      // Jonas may only read.
      return ["administrator", "administrator of another company", "deputy"].contains(name)
        ? open : name == "member" ? [403] : [404]
    case "apprenticeship: view":
      return ["administrator", "member", "deputy", "apprentice", "instructor"].contains(name) ? open : [404]
    case "apprenticeship: openAccount":
      return ["administrator", "deputy"].contains(name)
        ? open : ["member", "apprentice", "instructor"].contains(name) ? [403] : [404]
    case "instructor: company training":
      return ["administrator", "deputy"].contains(name) ? open : name == "member" ? [403] : [404]
    case "document reader":
      // The deputyship covers no documents.
      return ["visitor", "account", "officer", "instructor", "deputy", "co-signer"].contains(name) ? [404] : open
    case "record party":
      return [
        "administrator", "administrator of another company", "apprentice", "another apprentice", "instructor",
        "co-signer",
      ].contains(name) ? open : [404]
    case "training record":
      return ["administrator", "apprentice", "instructor", "co-signer"].contains(name) ? open : [404]
    case "document": return ["administrator", "member"].contains(name) ? open : [404]
    case "examiner", "exam participant": return name == route.access.name ? open : [404]
    case let access where access.hasPrefix("officer"): return name == "officer" ? open : [404]
    default: return []
    }
  }
}

extension TestPortal {
  /// A document for a company, without a file.
  /// - Returns: the key of the delivery.
  fileprivate func addDocument(for company: Int64) async throws -> Int64 {
    try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO seal_keys (id, fingerprint, holder, valid_from, valid_until, first_used_at)
        VALUES (1, 'f', 'Kammer', 0, 1, 0)
        """)
      try connection.execute(
        "INSERT INTO stored_files (id, hash, byte_count, stored_at) VALUES (1, \([UInt8(1)]), 1, 0)")
      try connection.execute(
        """
        INSERT INTO documents (id, kind, title, title_key, code, file_id, page_count, key_id, state, issued_at)
        VALUES (1, 'confirmation', 'Eintragungsbestätigung', 'eintragungsbestatigung', 'KMPRTZWBLHL', 1, 1, 1, 'issued', 0)
        """)
      return try connection.value(
        """
        INSERT INTO document_recipients (document_id, kind, subject_id, provided_at)
        VALUES (1, 'company', \(company), 0) RETURNING id
        """) ?? 0
    }
  }

  /// Gives a new account a function of the register.
  fileprivate func give(_ browser: Browser, _ kind: String, _ number: String) async throws {
    let email = "\(number.lowercased())@x.example"
    try await browser.registered("Petra", "Person", email, on: self)
    let now = time.now
    try await database.write { connection in
      guard let address = EmailAddress(email),
        let account = try AccountQueries.account(withEmail: address, in: connection),
        let person = try application.accounts.people(named: number, in: connection).first
      else { return }
      try FunctionGrantQueries.add(
        person.kind, person.subject, account: account.id, state: .held, origin: .chamber, by: nil, now: now,
        in: connection)
    }
  }
}

/// Where the sources lie, for tests that read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
