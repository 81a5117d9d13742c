import Database
import TestPortal

/// What the audit log holds of deputies.
struct DeputyEvent: Sendable {
  let event: String
  let actor: Int64?
  let actingFor: Int64?
}

extension TestPortal {
  /// Petra, who administers the bakery, and Vera, who has an account and nothing else.
  func giverAndDeputy() async throws -> (petra: Browser, vera: Browser, company: String) {
    let (petra, company) = try await administrator(of: DeputyJourneys.bakery)
    let vera = visitor(from: "192.0.2.60")
    try await vera.registered("Vera", "Frei", "vera@frei.example", on: self)
    return (petra, vera, company)
  }

  func deputyEvents() async throws -> [DeputyEvent] {
    try await database.read { connection in
      try connection.rows("SELECT event, actor, acting_for FROM journal_entries WHERE event LIKE 'deputyship.%'")
        .map { DeputyEvent(event: try $0["event"], actor: try $0["actor"], actingFor: try $0["acting_for"]) }
    }
  }
}

extension Page {
  func path(ending: String) -> String? {
    body.firstMatch(of: try! Regex("/kammer/vertretungen/\\d+/\(ending)")).map { String(body[$0.range]) }  // constant
  }
}

extension Browser {
  /// Fills the form `Vertretung einrichten`; with a password the deputy confirms at once.
  @discardableResult
  func gives(
    to deputy: String, _ company: String, kind: String = "person", fields: [String] = ["contracts", "documents"],
    until: String = "", password: String? = nil
  ) async throws -> Page {
    let key = "company_administrator:\(company.split(separator: "/").last ?? "")"
    return try await submit(
      "/profil/vertretung/neu",
      [
        ("funktion", key), ("art", kind), ("vertretung", deputy), ("bis", until),
        ("bestaetigung", password == nil ? "spaeter" : "sofort"), ("passwort", password ?? ""),
      ] + fields.map { ("bereiche", $0) })
  }

  @discardableResult
  func proposes(_ firstName: String, _ email: String, _ company: String) async throws -> Page {
    try await submit(
      "/profil/vertretung/mitarbeiter",
      [
        ("betrieb", String(company.split(separator: "/").last ?? "")), ("vorname", firstName), ("nachname", "Neu"),
        ("email", email), ("bereiche", "contracts"), ("bis", ""),
      ])
  }

  /// The address of a button among the permissions.
  func buttonPath(_ action: String) async throws -> String {
    let page = try await get("/profil/berechtigungen")
    let pattern = try Regex("/profil/berechtigungen/\\d+/\(action)")
    return page.body.firstMatch(of: pattern).map { String(page.body[$0.range]) } ?? "/missing"
  }

  @discardableResult
  func accepts() async throws -> Page {
    try await press(try await buttonPath("annehmen"))
  }

  /// `Zum Programm`
  @discardableResult
  func act() async throws -> Page {
    try await press(try await buttonPath("handeln"))
  }

  func stopsActing(_ page: String) async throws -> Page {
    try await get(page)
    return try await press("/vertretung/beenden")
  }

  func endPath() async throws -> String {
    let page = try await get("/profil/vertretung")
    return page.body.firstMatch(of: /\/profil\/vertretung\/\d+\/beenden/).map { String($0.output) } ?? "/missing"
  }

  @discardableResult
  func withdraws() async throws -> Page {
    try await submit(try await endPath(), [])
  }
}
