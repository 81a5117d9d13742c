import Accounts
import Chronology
import Database
import Portal
import Work

/// A small register: two companies, occupations, instructors, apprentices, an examiner, exam participants.
extension TestPortal {
  package static let bakeryLine =
    "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;info@baeckerei.example;;;;;KMPR-TZWB-LHL"
  package static let electricianLine = "400 2002;Elektro Yıldız;;;Lange Straße 77;12349;Neudorf;;;;;;I1l0-OoZ9"

  /// Imports a file of a kind; its first line is the header.
  /// - Parameter accepting: the kinds of conflicts that an officer accepts.
  @discardableResult
  package func importFile(
    _ kind: String, _ lines: String..., accepting: Set<ImportConflict.Kind> = []
  ) async throws -> ImportReport {
    guard let importer = application.importKind(kind) else { return ImportReport() }
    return try await importer.read(
      [UInt8]((lines.joined(separator: "\n") + "\n").utf8), today: application.clock.day(of: time.now)
    ).run(by: nil, now: time.now, decisions: ImportDecisions([], allOf: accepting)) { _, _ in }
  }

  package static let apprenticeHeader =
    "azubinummer;vorname;nachname;geburtsdatum;strasse;plz;ort;email;betriebsnummer;berufsnummer;ausbildernummer;beginn;ende;betrieb_seit"
  package static let lea =
    "A-1001;Lea;Sommer;03.04.2009;Gartenweg 3;12345;Musterstadt;;4002001;29222;B-77;01.08.2025;31.07.2028;"

  package static let participantHeader =
    "teilnehmernummer;vorname;nachname;email;strasse;plz;ort;prüfung;grund;prüfung_bis"
  package static let tomasz = "T-5;Tomasz;Nowak;tomasz@nowak.example;;;;Handelsfachwirt/-in;Fortbildung;31.03.2027"
  package static let aylin = "T-6;Aylin;Kara;;Seestraße 14;12347;Musterstadt;Abschlussprüfung Bäcker/-in;extern;"

  package func importRegister() async throws {
    try await importCompanies(Self.bakeryLine, Self.electricianLine)
    try await importFile(
      "occupations", "berufsnummer;beruf;fachrichtung;monate", "29222;Bäcker/-in;;36",
      "26252;Elektroniker/-in;Energie- und Gebäudetechnik;42")
    try await importFile(
      "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;email",
      "B-77;4002001;Marion;Berger;marion@berger.example", "B-78;4002002;Ali;Yıldız;")
    try await importFile(
      "apprenticeships", Self.apprenticeHeader, Self.lea,
      "A-1002;Max;Meier;05.06.2008;;;;max@meier.example;4002001;29222;;01.08.2024;31.07.2027;",
      "A-1003;Şule;Öztürk;;;;;;4002002;26252;B-78;01.09.2025;28.02.2029;")
    try await importFile(
      "examiners", "prüfernummer;vorname;nachname;email;ausschuss", "P-5;Marion;Berger;marion@berger.example;Bäcker 1")
    try await importFile("participants", Self.participantHeader, Self.tomasz, Self.aylin)
  }

  /// Petra, who administers the bakery of the register.
  package func bakerOfRegister() async throws -> Browser {
    try await importRegister()
    let petra = visitor()
    try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: self)
    try await petra.verify("4002001", "KMPR-TZWB-LHL")
    return petra
  }

  /// The path of a person's entry, as linked in the list of a viewer.
  package func entry(_ name: String, for viewer: Browser, list: String = "/ausbildungsverhaeltnisse") async throws
    -> String
  {
    let id: Int64? = try await database.read { connection in
      try connection.value(
        """
        SELECT s.id FROM apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id WHERE p.first_name = \(name)
        """)
    }
    return "\(list)/\(id ?? 0)"
  }
}

extension Browser {
  /// Confirms the birth date on the start page, as required when the company chose the e-mail address.
  @discardableResult
  package func proves(_ birthDate: String) async throws -> Page {
    let start = try await get("/")
    let path = start.body.firstMatch(of: /\/funktionen\/\d+\/annehmen/).map { String($0.output) } ?? "/missing"
    return try await press(path, [("geburtsdatum", birthDate)])
  }

  /// Opens an account for the person of a page, by its form.
  @discardableResult
  package func openAccount(_ page: String, email: String, anyway: Bool = false) async throws -> Page {
    try await submit("\(page)/account", [("email", email)] + (anyway ? [("trotzdem", "ja")] : []), from: page)
  }
}
