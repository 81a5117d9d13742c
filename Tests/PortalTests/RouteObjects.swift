import Chronology
import Database
import Documents
import Foundation
import Portal
import TestPortal

/// One thing for each placeholder of a path, in the state that the path is for, so that what opens for somebody opens, and
/// 404 means hidden.
struct RouteObjects: Sendable {
  private let ids: [String: String]
  private let scenes: [String: RouteScene]

  /// A path with things that exist.
  func filled(_ path: String) -> String {
    if let scene = scenes[path] { return scene.path }
    var filled = path
    // What a placeholder means may depend on what stands before it: the longest beginning counts.
    for (place, id) in ids.sorted(by: { ($0.key.count, $0.key) > ($1.key.count, $1.key) }) {
      guard let found = filled.range(of: place) else { continue }
      filled.replaceSubrange(found, with: place.replacing(/\{[a-z]+\}/, with: id))
    }
    return filled
  }

  /// What the form of a path has to say before it is about anything.
  func fields(for path: String) -> [(String, String)] { scenes[path]?.fields ?? [] }

  static func id(_ rows: SQL, in connection: any Connection) throws -> Int64 {
    try connection.key("SELECT min(id) FROM " + rows)
  }

  /// - Parameter secret: of the second factor that a person without functions is about to set up.
  init(_ portal: TestPortal, secret: String) async throws {
    let now = portal.time.now
    let week = CalendarWeek(of: portal.application.clock.day(of: now))
    let files = try await RouteFiles(portal)
    (ids, scenes) = try await portal.database.write { connection in
      var things = RouteThings(connection: connection)
      things.ids = [
        "{year}": String(week.year), "{week}": String(week.number), "{file}": "01", "{kind}": "account_deletion",
        "{order}": "apprentice-letters", "{colour}": "0a4d8c.css",
      ]
      let people = try RoutePeople(in: connection)
      try things.find(people)
      try things.addToCompany(people, files, now: now)
      try things.addDocuments(people, files)
      try things.addQueues(people)
      things.stage("/profil/zweiter-faktor", ("geheimnis", secret))
      try things.setScenes(people, files)
      return (things.ids, things.scenes)
    }
  }
}

/// Whom the things belong to.
struct RoutePeople {
  let bakery: Int64
  let petra: Int64
  let lone: Int64
  let apprenticeship: Int64
  let officer: Int64

  init(in connection: any Connection) throws {
    bakery = try RouteObjects.id("companies WHERE number_key = '4002001'", in: connection)
    petra = try RouteObjects.id("accounts WHERE email_key = 'petra@baeckerei.example'", in: connection)
    lone = try RouteObjects.id("accounts WHERE email_key = 'lena@x.example'", in: connection)
    apprenticeship = try RouteObjects.id("apprenticeships WHERE number_key = 'A1001'", in: connection)
    officer = try RouteObjects.id("accounts WHERE email_key = 'amt@kammer.example'", in: connection)
  }
}

/// What is made for the paths.
struct RouteThings {
  let connection: any Connection
  /// By the placeholder, or by a path up to it.
  var ids: [String: String] = [:]
  var scenes: [String: RouteScene] = [:]

  mutating func add(_ place: String, _ row: SQL) throws {
    ids[place] = String(try new(row))
  }

  /// - Returns: the key of a new row.
  func new(_ row: SQL) throws -> Int64 {
    try connection.key("INSERT INTO " + row + " RETURNING id")
  }

  mutating func find(_ place: String, _ rows: SQL) throws {
    ids[place] = String(try RouteObjects.id(rows, in: connection))
  }

  /// What the world has already.
  mutating func find(_ people: RoutePeople) throws {
    ids["{company}"] = String(people.bakery)
    (ids["{apprenticeship}"], ids["{record}"]) = (String(people.apprenticeship), String(people.apprenticeship))
    (ids["{account}"], ids["{subject}"]) = (String(people.lone), String(people.lone))
    try find("{member}", "accounts WHERE email_key = 'jonas@baeckerei.example'")
    try find("{officer}", "accounts WHERE email_key = 'letters@kammer.example'")
    try find("{instructor}", "instructors WHERE number_key = 'B77'")
    try find("/kammer/ausbilder/{person}", "instructors WHERE number_key = 'B77'")
    try find("/kammer/pruefungen/pruefer/{person}", "examiners WHERE number_key = 'P5'")
    try find("/kammer/pruefungen/teilnehmer/{person}", "exam_participants WHERE number_key = 'T5'")
    try find("/mitzeichnende/{person}", "record_co_signers")
    try find("{session}", "sessions WHERE account_id = \(people.petra)")
    try find("{deputyship}", "deputyships")
    try find("{occupation}", "occupations")
  }

  mutating func addToCompany(_ people: RoutePeople, _ files: RouteFiles, now: Instant) throws {
    try add(
      "{invitation}",
      """
      company_invitations (company_id, account_id, is_administrator, rights, invited_by, created_at, expires_at, state)
      VALUES (\(people.bakery), \(people.lone), \(false), 'reading', \(people.petra), 0, \(now + .days(9)), 'open')
      """)
    try add(
      "{grant}",
      """
      function_grants (kind, subject_id, account_id, state, origin, created_at)
      VALUES ('examiner', 999, \(people.lone), 'offered', 'chamber', 0)
      """)
    try add(
      "{branch}",
      """
      companies (number, number_key, name, name_addition, legal_form, street, postcode, place, email, phone,
        head_office_id, name_key, content_hash, imported_at)
      VALUES ('400 2009', '4002009', 'Bäckerei am Markt', '', '', 'Markt 1', '24103', 'Kiel', '', '', \(people.bakery),
        'backerei am markt', \([UInt8(1)]), 0)
      """)
    try add(
      "{paper}",
      """
      record_papers (apprenticeship_id, first_day, last_day, name, file_hash, byte_count, page_count, added_at, added_by)
      VALUES (\(people.apprenticeship), '2025-09-01', '2025-09-07', 'a.pdf', \(files.stored.hash), 1, 1, 0, \(people.petra))
      """)
  }

  mutating func addDocuments(_ people: RoutePeople, _ files: RouteFiles) throws {
    try add(
      "{key}",
      """
      seal_keys (fingerprint, holder, valid_from, valid_until, first_used_at) VALUES ('f', 'Kammer', 0, 1, 0)
      """)
    let (key, hash) = (ids["{key}"] ?? "", files.stored.hash)
    try add("{stored}", "stored_files (hash, byte_count, stored_at) VALUES (\(hash), \(files.stored.byteCount), 0)")
    let file = try RouteObjects.id("stored_files", in: connection)
    try add(
      "{document}",
      """
      documents (kind, title, title_key, code, file_id, page_count, key_id, state, issued_at)
      VALUES ('confirmation', 'Eintragungsbestätigung', 'eintragungsbestatigung', 'KMPRTZWBLHL', \(file), 1,
        \(sql: SQL(stringLiteral: key)), 'issued', 0)
      """)
    let document = try RouteObjects.id("documents", in: connection)
    try add(
      "{delivery}",
      """
      document_recipients (document_id, kind, subject_id, provided_at) VALUES (\(document), 'company', \(people.bakery), 0)
      """)
    try add(
      "{batch}",
      """
      document_batches (kind, title, recipient_kind, state, created_at, created_by)
      VALUES ('certificate', 'Rundschreiben', 'company', 'previewed', 0, 1)
      """)
    let batch = try RouteObjects.id("document_batches", in: connection)
    try add(
      "{part}",
      """
      document_batch_items (batch_id, label, number, file_id, page_count, problem)
      VALUES (\(batch), 'a.pdf', '', \(file), 1, 'unassigned')
      """)
    try add(
      "{upload}",
      """
      document_batch_uploads (kind, title, recipient_kind, file_name, state, created_at, created_by)
      VALUES ('certificate', 'Rundschreiben', 'company', 'a.zip', 'reading', 0, 1)
      """)
    try add(
      "{draft}",
      """
      document_drafts (kind, title, recipient_kind, subject_id, file_id, uploaded_hash, page_count, created_at, created_by)
      VALUES ('certificate', 'Schreiben', 'company', \(people.bakery), \(file), \(hash), 1, 0, \(people.officer))
      """)
  }

  mutating func addQueues(_ people: RoutePeople) throws {
    try add("{run}", "letter_runs (kind, state, created_at, letter_count) VALUES ('pin', 'making', 0, 1)")
    try add(
      "{import}",
      """
      uploaded_imports (kind, file_name, content, state, created_at, report)
      VALUES ('companies', 'a.csv', \([UInt8(1)]), 'done', 0, '{}')
      """)
    try add(
      "{request}",
      """
      credential_requests (kind, company_number, company_name, person, email, reason, language, state, created_at)
      VALUES ('credentials', '1', 'Betrieb', 'Nora Neu', 'nora@x.example', '', 'de', 'open', 0)
      """)
    try add(
      "/kammer/vertretungen/{deputyship}",
      """
      deputyships (principal_kind, principal_subject, given_by, deputy_name, deputy_key, first_name, last_name,
        fields, state, created_at)
      VALUES ('company_administrator', \(people.bakery), \(people.petra), 'nora@x.example', 'nora@x.example', 'Nora',
        'Neu', 'contracts', 'proposed', 0)
      """)
  }
}
