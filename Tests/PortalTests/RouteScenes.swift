import Database
import Documents
import Foundation
import Portal
import Sodium
import TestPortal
import Work

/// What one path is tried with, where the things of all paths are not in the state that it is for.
struct RouteScene: Sendable {
  let path: String
  let fields: [(String, String)]
}

/// Files that lie where rows name them.
struct RouteFiles: Sendable {
  static let letters = "pin-1.pdf"

  /// Among the documents and among what belongs to records.
  let stored: DocumentStore.Stored
  /// Of a week, named by nothing else.
  let attached: DocumentStore.Stored

  init(_ portal: TestPortal) async throws {
    let (configuration, content) = (portal.application.configuration, Data(try await portal.pdf(["Seite"])))
    let stores = [configuration.documentFolder, configuration.recordFolder].map(DocumentStore.init)
    let picture = try stores[1].draft(holding: Data("Bild".utf8))
    attached = try stores[1].keep(picture)
    stored = try stores.map { try $0.keep($0.draft(holding: content)) }[0]
    try FileManager.default.createDirectory(at: configuration.letterFolder, withIntermediateDirectories: true)
    try content.write(to: configuration.letterFolder.appendingPathComponent(Self.letters))
  }
}

extension RouteThings {
  /// Tries a path with things of its own, told in the order of its placeholders, and with what its form has to say.
  mutating func stage(_ path: String, with things: [Int64] = [], _ fields: (String, String)...) {
    var left = things.map(String.init)
    let filled = path.replacing(/\{[a-z]+\}/) { left.isEmpty ? String($0.output) : left.removeFirst() }
    scenes[path] = RouteScene(path: ids.reduce(filled) { $0.replacing($1.key, with: $1.value) }, fields: fields)
  }

  mutating func setScenes(_ people: RoutePeople, _ files: RouteFiles) throws {
    try setAccountScenes(people)
    try setOfficeScenes(people)
    try setRegisterScenes(people)
    try setImportScenes()
    try setLetterScenes()
    try setDocumentScenes(people, files)
    try setBatchScenes(people)
    try setRecordScenes(people)
    try setWeekScenes(people, files)
  }

  func account(_ email: String, _ state: String) throws -> Int64 {
    try new(
      """
      accounts (email, email_key, first_name, last_name, name_key, state, password_hash, created_at)
      VALUES (\(email), \(email), 'Nora', 'Neu', 'neu nora', \(state), 'none', 0)
      """)
  }

  private mutating func setAccountScenes(_ people: RoutePeople) throws {
    stage("/funktion", ("funktion", "company_administrator:\(people.bakery)"))
    let resting = try RouteObjects.id("accounts WHERE email_key = 'rita@x.example'", in: connection)
    func deputyship(_ state: String) throws -> Int64 {
      try new(
        """
        deputyships (principal_kind, principal_subject, given_by, deputy_account, deputy_name, deputy_key, first_name,
          last_name, fields, state, created_at)
        VALUES ('company_administrator', \(people.bakery), \(people.petra), \(resting), 'rita@x.example',
          'rita@x.example', '', '', 'contracts', \(state), 0)
        """)
    }
    let (offered, active) = (try deputyship("offered"), try deputyship("active"))
    for action in ["annehmen", "ablehnen"] { stage("/profil/berechtigungen/{deputyship}/\(action)", with: [offered]) }
    for action in ["zurueckgeben", "handeln"] { stage("/profil/berechtigungen/{deputyship}/\(action)", with: [active]) }
  }

  private mutating func setOfficeScenes(_ people: RoutePeople) throws {
    let (blocked, invited) = (try account("blocked@x.example", "blocked"), try account("new@kammer.example", "pending"))
    stage("/kammer/konten/{account}/freigeben", with: [blocked])
    try connection.execute(
      """
      INSERT INTO sign_in_locks (account_id, device_id, purpose, wrong_in_a_row, tried_at, locked_until)
      VALUES (\(blocked), 0, 'sign_in', 9, 0, \(Int64.max))
      """)
    stage("/kammer/konten/{account}/entsperren", with: [blocked])
    try connection.execute(
      "INSERT INTO chamber_officers (account_id, rights, created_at) VALUES (\(invited), 'letters', 0)")
    stage("/kammer/mitarbeitende/{officer}/einladung", with: [invited])
    stage("/kammer/einstellungen", ("schluessel", "accounts.lockHours"))
    try connection.execute(
      """
      INSERT INTO four_eyes_proposals (kind, subject_id, reason, proposed_by, proposed_at)
      VALUES ('account_deletion', \(blocked), 'Verwechselt', \(people.officer), 0)
      """)
    for answer in ["zuruecknehmen", "nicht-zustimmen"] {
      scenes["/kammer/vorschlaege/{kind}/{subject}/\(answer)"] = RouteScene(
        path: "/kammer/vorschlaege/account_deletion/\(blocked)/\(answer)", fields: [])
    }
    _ = try new(
      """
      pins (company_id, origin, state, pin_hash, requested_at, printed_at, expires_at)
      VALUES (\(people.bakery), 'notice', 'live', \([UInt8(1)]), 0, 0, \(Int64.max))
      """)
    let branch = try new(
      """
      companies (number, number_key, name, name_addition, legal_form, street, postcode, place, email, phone,
        head_office_id, name_key, content_hash, imported_at)
      VALUES ('400 2010', '4002010', 'Bäckerei am Hafen', '', '', 'Hafen 1', '24103', 'Kiel', '', '', \(people.bakery),
        'backerei am hafen', \([UInt8(1)]), 0)
      """)
    _ = try new(
      """
      branch_access (head_office_id, branch_id, granted_at, granted_by)
      VALUES (\(people.bakery), \(branch), 0, \(people.officer))
      """)
    stage("/kammer/betriebe/{company}/filialen/{branch}/beenden", with: [people.bakery, branch])
  }

  /// People of the registers who were invited and have not come, and others who wait for a code.
  private mutating func setRegisterScenes(_ people: RoutePeople) throws {
    let pending = try account("pending@x.example", "pending")
    let entry = try RouteObjects.id("apprenticeships WHERE number_key = 'A1003'", in: connection)
    let places = [
      RegisterPlace(
        "/kammer/verzeichnis/{apprenticeship}", "apprentice", "apprentices WHERE last_name = 'Öztürk'", page: entry),
      RegisterPlace("/kammer/ausbilder/{person}", "instructor", "instructors WHERE number_key = 'B78'"),
      RegisterPlace(
        "/kammer/pruefungen/pruefer/{person}", "examiner", "examiners WHERE number_key = 'P7'",
        waiting: "examiners WHERE number_key = 'P6'"),
      RegisterPlace(
        "/kammer/pruefungen/teilnehmer/{person}", "exam_participant", "exam_participants WHERE number_key = 'T7'",
        waiting: "exam_participants WHERE number_key = 'T6'"),
    ]
    for place in places {
      let invited = try RouteObjects.id(place.invited, in: connection)
      let waiting = try RouteObjects.id(place.waiting, in: connection)
      _ = try new(
        """
        function_grants (kind, subject_id, account_id, state, origin, created_at)
        VALUES (\(place.kind), \(invited), \(pending), 'held', 'chamber', 0)
        """)
      _ = try new(
        "postal_codes (kind, subject_id, state, requested_at) VALUES (\(place.kind), \(waiting), 'requested', 0)")
      stage("\(place.path)/account/erneut", with: [place.page ?? invited])
      stage("\(place.path)/code-sperren", with: [place.page ?? waiting])
      if place.kind.hasPrefix("exam") { stage("\(place.path)/brief", with: [waiting]) }
    }
    stage("/ausbildungsverhaeltnisse/{apprenticeship}/account/erneut", with: [entry])
    stage(
      "/ausbilder/{instructor}/account/erneut",
      with: [try RouteObjects.id("instructors WHERE number_key = 'B78'", in: connection)])
    stage("/kammer/zugaenge", ("was", "instructor"))
  }

  /// A file that waits with something to decide, and one that was decided upon.
  private mutating func setImportScenes() throws {
    let conflict = """
      {"kind": "name", "line": 2, "subject": "4002001", "before": [{"column": "name", "value": "Bäckerei Müller"}],
        "after": [{"column": "name", "value": "Bäckerei Maier"}]}
      """
    let id = try JSONDecoder().decode(ImportConflict.self, from: Data(conflict.utf8)).id
    let waiting = try new(
      """
      uploaded_imports (kind, file_name, content, state, created_at, report)
      VALUES ('companies', 'b.csv', \([UInt8(1)]), 'previewed', 0, \("{\"conflicts\": [\(conflict)]}"))
      """)
    stage("/kammer/einlesen/{import}/starten", with: [waiting])
    stage("/kammer/einlesen/{import}/entscheiden", with: [waiting], ("uebernehmen-\(id)", "ja"))
    try connection.execute(
      "INSERT INTO import_decisions (import_id, conflict, decided_by, decided_at) VALUES (\(waiting), 'earlier', 1, 0)")
    stage("/kammer/einlesen/{import}/zuruecknehmen", with: [waiting])
  }

  /// A run that can be posted, one that failed, and a letter that waits.
  private mutating func setLetterScenes() throws {
    scenes["/demo/briefe/{file}"] = RouteScene(path: "/demo/briefe/\(RouteFiles.letters)", fields: [])
    let ready = try new(
      """
      letter_runs (kind, state, created_at, letter_count, page_count, ready_at, file)
      VALUES ('pin', 'ready', 0, 1, 1, 0, \(RouteFiles.letters))
      """)
    stage("/kammer/briefe/{run}/pdf", with: [ready])
    stage("/kammer/briefe/{run}/versandt", with: [ready])
    let failed = try new("letter_runs (kind, state, created_at, letter_count) VALUES ('pin', 'making', 0, 1)")
    _ = try failedJob("letters", String(failed))
    stage("/kammer/briefe/{run}/wiederholen", with: [failed])
    _ = try new("letters (kind, subject_id, state, created_at) VALUES ('pin', 4711, 'waiting', 0)")
    stage("/kammer/briefe/drucken", ("art", "pin"))
  }

  func failedJob(_ kind: String, _ key: String) throws -> Int64 {
    try new(
      """
      jobs (kind, delivery_key, payload, state, created_at, due_at, attempts)
      VALUES (\(kind), \(key), \(key), 'failed', 0, 0, 9)
      """)
  }
}

/// Where officers find the people of a register: one who was invited, and one without an account.
private struct RegisterPlace {
  let path: String
  let kind: String
  let invited: SQL
  let waiting: SQL
  /// What the page is of, where that is not the person.
  let page: Int64?

  init(_ path: String, _ kind: String, _ invited: SQL, waiting: SQL? = nil, page: Int64? = nil) {
    (self.path, self.kind, self.invited, self.waiting, self.page) = (path, kind, invited, waiting ?? invited, page)
  }
}
