import Chronology
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Nothing that a deputy does outlives the deputyship: no access, no membership, no signature, no look into a record.
struct AppointingTests {
  @Test(arguments: eachEngine())
  func `a deputy gives nobody a right that lasts, by no form of the portal`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await AppointingWorld(portal)
      for deputy in world.deputies {
        let before = try await world.rights()
        for route in portal.application.routes.all where route.method == .post && !world.endsActing(route) {
          let page = try await world.post(route, as: deputy.browser)
          let place = Comment(rawValue: "\(route.path) for \(deputy.name): \(page.status)")
          if route.appoints { #expect([403, 404, 409].contains(page.status), place) }
        }
        #expect(try await world.rights() == before, "\(deputy.name)")
        #expect(try await deputy.browser.get("/").text.contains("Sie handeln für"), "\(deputy.name) still acts")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy within reach is told who can do it, and sees no button for it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await AppointingWorld(portal)
      let company = try #require(world.deputies.first).browser
      let (entry, instructor) = (
        "/ausbildungsverhaeltnisse/\(world.apprenticeship)", "/ausbilder/\(world.instructor)"
      )
      let record = "/ausbildungsnachweise/\(world.apprenticeship)"
      for path in [
        "\(entry)/account", "\(entry)/account/erneut", "\(instructor)/account", "\(instructor)/account/erneut",
        "\(record)/mitzeichnende", "\(record)/beauftragte", "/ausbildungsnachweise/fuehrung",
      ] {
        let page = try await company.submitOnce(path, [("email", "evil@x.example")], from: "/")
        #expect(page.status == 403 && page.text.contains("Das tut Bäckerei Müller selbst"), "\(path)")
      }
      for (page, form) in [
        (entry, "\(entry)/account"), (instructor, "\(instructor)/account"), (record, "\(record)/beauftragte"),
        ("\(record)/mitzeichnende", "\(record)/mitzeichnende"), ("/ausbildungsnachweise", "fuehrung"),
      ] {
        let shown = try await company.get(page)
        #expect(shown.status == 200 && !shown.body.contains("action=\"\(form)\""), "\(page)")
      }
      let members = try await company.get("/betriebe/\(world.company)")
      #expect(!members.text.contains("petra@baeckerei.example"), "a deputy needs no addresses of the members")
    }
  }

  @Test func `every form that changes who has a right says so in the register of routes`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let world = try await AppointingWorld(portal)
      for owner in world.owners {
        for route in portal.application.routes.all where route.method == .post && !world.endsOwn(route) {
          let before = try await world.rights()
          let page = try await world.post(route, as: owner)
          if try await world.rights() != before { #expect(route.appoints, "\(route.path): \(page.status)") }
        }
      }
    }
  }
}

/// A company, an instructor and an apprentice with deputies for all of them.
private struct AppointingWorld {
  let portal: TestPortal
  let company: Int64
  let apprenticeship: Int64
  let instructor: Int64
  let deputies: [(name: String, browser: Browser)]
  let owners: [Browser]

  private static let tables: [StaticString] = [
    "function_grants", "company_members", "company_invitations", "record_co_signers", "record_assistants",
    "deputyships", "credential_requests", "record_releases", "record_companies", "branch_access", "postal_codes",
    "pins",
  ]

  init(_ portal: TestPortal) async throws {
    self.portal = portal
    let (lea, marion, record) = try await portal.recordOfLea()
    let petra = portal.visitor()
    try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
    try await petra.verify("4002001", "KMPR-TZWB-LHL")
    let keys = try await portal.database.read { connection in
      [
        try connection.value("SELECT id FROM companies WHERE number_key = '4002001'"),
        try connection.value("SELECT id FROM instructors WHERE number_key = 'B77'"),
        try connection.value("SELECT id FROM apprentices WHERE number_key = 'A1001'"),
      ] as [Int64?]
    }
    let ids = keys.map { $0 ?? 0 }
    (company, instructor) = (ids[0], ids[1])
    apprenticeship = Int64(record.split(separator: "/").last ?? "") ?? 0
    owners = [petra, marion, lea, portal.visitor(from: "192.0.2.99")]
    let given: [(String, Int64, String, String)] =
      [
        ("company_administrator", ids[0], "petra@baeckerei.example", "contracts,documents,exams,records"),
        ("instructor", ids[1], "marion@berger.example", "contracts,documents,exams,records"),
        ("apprentice", ids[2], "lea@sommer.example", "contracts,documents,exams,records"),
      ]
      + ["contracts", "documents", "records"].map {
        ("company_administrator", ids[0], "petra@baeckerei.example", $0)
      }
    var deputies: [(String, Browser)] = []
    for (number, (kind, subject, giver, fields)) in given.enumerated() {
      let browser = portal.visitor(from: "192.0.2.\(100 + number)")
      try await browser.registered("Dora", "Vertreten", "dora\(number)@x.example", on: portal)
      try await portal.database.write { connection in
        try connection.execute(
          """
          INSERT INTO deputyships (principal_kind, principal_subject, given_by, deputy_account, deputy_name, deputy_key,
            first_name, last_name, fields, state, created_at)
          SELECT \(kind), \(subject), g.id, d.id, 'dora', 'dora', '', '', \(fields), 'active', 1
          FROM accounts g, accounts d WHERE g.email_key = \(giver) AND d.email_key = \("dora\(number)@x.example")
          """)
      }
      try await browser.act()
      deputies.append(("\(kind): \(fields)", browser))
    }
    self.deputies = deputies
  }

  /// All that gives somebody a right, to compare before and after.
  func rights() async throws -> [String] {
    try await portal.database.read { connection in
      try Self.tables.flatMap { table in
        try connection.rows("SELECT * FROM \(raw: table) ORDER BY 1, 2").map { "\(table) \($0.values)" }
      }
    }
  }

  func endsActing(_ route: Route) -> Bool { ["/abmelden", "/vertretung/beenden", "/funktion"].contains(route.path) }

  /// What would end the session of the one who tries all forms, or the work of the others.
  func endsOwn(_ route: Route) -> Bool {
    endsActing(route) || route.path.hasPrefix("/profil/konto") || route.path.hasPrefix("/profil/passwort")
      || route.path.contains("/personen/") || route.access.name == "visitors" || route.path.contains("sitzungen")
  }

  func post(_ route: Route, as person: Browser) async throws -> Page {
    var path = route.path.replacing("{company}", with: String(company))
      .replacing("{apprenticeship}", with: String(apprenticeship)).replacing("{record}", with: String(apprenticeship))
      .replacing("{instructor}", with: String(instructor)).replacing("{year}/{week}", with: "2026/45")
    path = path.replacing(/\{[a-z]+\}/, with: "1")
    let names = [
      ("email", "evil@x.example"), ("trotzdem", "ja"), ("vorname", "Eva"), ("nachname", "Evil"), ("rolle", "guardian"),
      ("person", "1"), ("fuehrung", "daily"), ("grund", "Weil"), ("tage", "14"), ("benutzername", "A-1002"),
      ("betriebsnummer", "4002001"), ("pin", "KMPR-TZWB-LHL"), ("name", "Evil"), ("strasse", "Weg 1"),
      ("plz", "12345"), ("ort", "Ort"), ("art", "person"), ("vertretung", "evil@x.example"), ("bereiche", "contracts"),
      ("funktion", "company_administrator:\(company)"), ("bestaetigung", "spaeter"), ("betrieb", String(company)),
      ("rechte", "training"), ("firma", "Bäckerei"), ("anschrift", "Weg 1"),
    ]
    return try await person.submitOnce(path, names, from: "/")
  }
}
