import Chronology
import Accounts
import Chamber
import Companies
import Database
import Foundation
import Office
import Portal
import Postbox
import Settings
import Web
import Work

/// The steps of journeys, named as people would describe them.
extension Browser {
  package static let password = "blaue Kaffeetasse am See"

  @discardableResult
  package func register(_ firstName: String, _ lastName: String, _ email: String) async throws -> Page {
    try await submit("/registrieren", [("vorname", firstName), ("nachname", lastName), ("email", email)])
  }

  /// Registers, and returns the response without following the redirect.
  package func registerOnce(_ firstName: String, _ lastName: String, _ email: String) async throws -> Page {
    try await submitOnce("/registrieren", [("vorname", firstName), ("nachname", lastName), ("email", email)])
  }

  @discardableResult
  package func redeem(_ email: String, _ code: String, password: String = password) async throws -> Page {
    let fields = [("email", email), ("code", code), ("passwort", password)]
    let page = try await submit("/startcode", fields)
    // In another browser than the one that registered, the name has to be confirmed.
    guard let first = page.value(of: "vorname"), let last = page.value(of: "nachname") else { return page }
    return try await press("/startcode", fields + [("vorname", first), ("nachname", last)])
  }

  /// Registers, redeems the code from the mail, and is signed in.
  /// - Returns: the code that was used.
  @discardableResult
  package func registered(_ firstName: String, _ lastName: String, _ email: String, on portal: TestPortal) async throws
    -> String
  {
    try await register(firstName, lastName, email)
    let code = try await portal.newestCode(to: email) ?? ""
    try await redeem(email, code)
    return code
  }

  @discardableResult
  package func signIn(_ email: String, _ password: String = password) async throws -> Page {
    try await submit("/anmelden", [("email", email), ("passwort", password)])
  }

  @discardableResult
  package func verify(_ number: String, _ pin: String) async throws -> Page {
    try await submit("/betrieb-freischalten", [("betriebsnummer", number), ("pin", pin)])
  }
}

extension TestPortal {
  package func newestCode(to email: String) async throws -> String? {
    try await newestMail(to: email)?.code
  }

  /// The state of all accounts and codes, to compare before and after.
  package func stateOfAccounts() async throws -> [String] {
    try await database.read { connection in
      let accounts = try connection.rows("SELECT id, email, state, password_hash FROM accounts ORDER BY id").map {
        row -> String in
        let email: String = try row["email"]
        let state: String = try row["state"]
        let hash: String? = try row["password_hash"]
        return "\(email) \(state) \(hash ?? "-")"
      }
      let codes = try connection.rows("SELECT used_at, revoked_at, wrong_attempts FROM start_codes ORDER BY id").map {
        row -> String in
        let used: Int64? = try row["used_at"]
        let revoked: Int64? = try row["revoked_at"]
        let wrong: Int = try row["wrong_attempts"]
        return "\(used ?? 0) \(revoked ?? 0) \(wrong)"
      }
      return accounts + codes
    }
  }

  /// Imports companies from lines of a CSV file.
  /// - Parameter accepting: the kinds of conflicts that an officer accepts.
  @discardableResult
  package func importCompanies(
    _ lines: String..., accepting: Set<ImportConflict.Kind> = []
  ) async throws -> ImportReport {
    try await importCompanies(contentsOf: lines, accepting: accepting)
  }

  /// Lets a single officer refuse and delete.
  package func switchOffFourEyes() async throws {
    try await application.settings.change(
      OfficeSettings.fourEyes.declaration, to: "false", from: time.now, by: nil, address: "", now: time.now)
  }

  /// A second officer, besides the one of `officer()`.
  package func secondOfficer() async throws -> Browser {
    let officer = visitor(from: "192.0.2.201")
    try await officer.registered("Karla", "Amtfrau", "karla@kammer.example", on: self)
    _ = try await application.appointOfficer("karla@kammer.example", firstName: "", lastName: "")
    return officer
  }

  /// A signed-in officer with all rights.
  package func officer(_ email: String = "amt@kammer.example") async throws -> Browser {
    let officer = visitor(from: "192.0.2.200")
    try await officer.registered("Klaus", "Amtmann", email, on: self)
    _ = try await application.appointOfficer(email, firstName: "", lastName: "")
    return officer
  }
}

extension Page {
  /// The value of a field on the page; nil if there is no such field.
  package func value(of field: String) -> String? {
    body.firstMatch(of: try! Regex("name=\"\(field)\"[^>]*value=\"([^\"]*)\"")).flatMap {  // constants of the tests
      $0.output[1].substring.map { String($0) }
    }
  }
}

extension MailMessage {
  /// The code in the text: a line of capital consonants in groups.
  package var code: String? {
    text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/).map { String($0.output) }
  }

  /// The first address in the text.
  package var link: String? {
    text.firstMatch(of: /https?:\S+/).map { String($0.output) }
  }
}

extension TestPortal {
  /// Imports many companies from lines of a CSV file.
  @discardableResult
  package func importCompanies(
    contentsOf lines: [String], accepting: Set<ImportConflict.Kind> = []
  ) async throws -> ImportReport {
    let header =
      "betriebsnummer;name;name2;rechtsform;strasse;plz;ort;email;telefon;hauptbetrieb;aktiv_von;aktiv_bis;pin\n"
    let bytes = [UInt8]((header + lines.joined(separator: "\n") + "\n").utf8)
    return try await companyImport(of: bytes).run(
      by: nil, now: time.now, decisions: ImportDecisions([], allOf: accepting)
    ) { _, _ in }
  }

  /// A file with companies, read.
  package func companyImport(of bytes: [UInt8]) throws -> any FileImport {
    guard let kind = application.importKind("companies") else { throw NotFound() }
    return try kind.open(bytes, today: application.clock.day(of: time.now))
  }
}

extension TestPortal {
  /// The text of a printed run, read by pdftotext.
  package func lettersText(_ name: String) async throws -> String {
    let file = application.configuration.letterFolder.appendingPathComponent(name).path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
    process.arguments = ["-layout", file, "-"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// Steps of people in companies and of officers.
extension Browser {
  /// Invites a person to a company; the e-mail address is made from the first name.
  @discardableResult
  package func invite(
    _ firstName: String, role: String, rights: String = "training", to company: String
  ) async throws -> Page {
    try await submit(
      "\(company)/einladen",
      [
        ("vorname", firstName), ("nachname", "Korn"), ("email", "\(firstName.lowercased())@baeckerei.example"),
        ("rolle", role), ("rechte", rights), ("bis", ""),
      ])
  }

  /// Invites a person without account, who accepts.
  /// - Returns: the browser of the new member.
  package func invites(_ firstName: String, role: String, to company: String, on portal: TestPortal) async throws
    -> Browser
  {
    try await invite(firstName, role: role, to: company)
    let email = "\(firstName.lowercased())@baeckerei.example"
    let person = portal.visitor(from: "192.0.2.\(50 + firstName.utf8.count)")
    let start = try await person.redeem(email, try await portal.newestCode(to: email) ?? "")
    let accept = start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/).map { String($0.output) }
    try await person.press(accept ?? "/")
    return person
  }

  /// The address of an account's page in the back office.
  package func pathOfAccount(_ search: String) async throws -> String {
    let list = try await get("/kammer/konten?suche=\(search)")
    let path = list.body.firstMatch(of: /\/kammer\/konten\/\d+/).map { String($0.output) } ?? "/"
    try await get(path)
    return path
  }
}

extension TestPortal {
  /// Petra, who administers the company of an import line with the PIN KMPR-TZWB-LHL and number 400 2001.
  package func administrator(of line: String) async throws -> (Browser, company: String) {
    try await importCompanies(line)
    let petra = visitor()
    try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: self)
    return (petra, try await petra.verify("4002001", "KMPR-TZWB-LHL").path)
  }
}
