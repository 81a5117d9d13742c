import Chronology
import Database
import Documents
import Portal
import Postbox
import Sodium
import TestDatabases
import TestPortal
import Testing
import Work

/// Examiners and exam participants: in the chamber's files, with credentials by mail or post, as recipients of documents.
struct ExamPersonJourneys {
  private static let participants = "/kammer/pruefungen/teilnehmer"
  private static let invitation = [("art", "invitation"), ("titel", "Einladung"), ("empfaenger", "exam_participant")]

  @Test(arguments: eachEngine())
  func `a file of participants lands or is told line by line, and again it changes nothing`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let header = TestPortal.participantHeader
      let lines = [
        header, TestPortal.tomasz, TestPortal.aylin, "T-7;Ohne;Prüfung;;;;;;extern;",
        "T-8;Fremder;Grund;;;;;Handelsfachwirt/-in;Laune;", "T-9;Falsches;Datum;;;;;Handelsfachwirt/-in;;31.02.2027",
      ]
      let report = try await portal.importFile("participants", lines.joined(separator: "\n"))
      #expect(report.added == 2)
      #expect(
        report.problems.map { "\($0.line) \($0.column) \($0.reason)" } == [
          "4 prufung import.missing", "5 grund import.basis", "6 prufung_bis import.date",
        ])
      let again = try await portal.importFile("participants", header, TestPortal.tomasz, TestPortal.aylin)
      #expect(again.unchanged == 2 && !again.hasEffect)
      let renamed = TestPortal.aylin.replacing("Kara", with: "Kaya")
      #expect(try await portal.importFile("participants", header, renamed).undecided == 1)
      #expect(try await portal.importFile("participants", header, renamed, accepting: [.name]).changed == 1)
      let officer = try await portal.officer()
      let page = try await officer.get(try await officer.person(Self.participants, "Kaya"))
      #expect(page.text.contains("Zulassung ohne Ausbildungsvertrag") && page.text.contains("Angaben geändert"))
    }
  }

  @Test(arguments: eachEngine())
  func `an examiner whose file was read before addresses were kept is unchanged by reading it again`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (header, line) = ("prüfernummer;vorname;nachname;email;ausschuss", "P-5;Eva;Braun;;Bäcker 1")
      try await portal.importFile("examiners", header, line)
      try await portal.database.write { connection in
        // As the portal stored it.
        let hash = Sodium.hash(["P-5", "Eva", "Braun", "", "Bäcker 1", ""].joined(separator: "\u{1F}"))
        try connection.execute("UPDATE examiners SET content_hash = \(hash)")
      }
      #expect(try await portal.importFile("examiners", header, line).unchanged == 1)
      let moved = try await portal.importFile(
        "examiners", header + ";strasse;plz;ort", line + ";Weg 1;12345;Musterstadt")
      #expect(moved.changed == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a participant is invited by mail, sees the exam and the documents, and nobody else's`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let tomasz = try await portal.tomasz(by: officer)
      let start = try await tomasz.get("/")
      #expect(start.text.contains("Prüfungsteilnahme") && start.text.contains("Handelsfachwirt/-in"))
      #expect(try await tomasz.get("/pruefungsteilnahme").text.contains("Mittwoch, 31. März 2027"))
      let pdf = try await portal.pdf(["Sie sind zur schriftlichen Prüfung eingeladen."])
      let issued = try await portal.issue(officer, pdf, Self.invitation + [("nummer", "t 5")])
      #expect(issued.text.contains("Das Dokument ist ausgestellt"))
      #expect(try await officer.get(issued.path).text.contains("Tomasz Nowak"))
      try await portal.application.tendDocuments()
      #expect(try await portal.newestMail(to: "tomasz@nowak.example")?.subject.contains("Dokument") == true)
      #expect(try await tomasz.get("/").text.contains("Ein neues Dokument"))
      let path = try await tomasz.newestDocument()
      #expect(try await tomasz.get("\(path)/inhalt").status == 200)
      #expect(try await portal.receipts().map { $0.prefix(16) } == ["exam_participant"])
      let own = try await officer.get(try await officer.person(Self.participants, "T-5"))
      #expect(own.text.contains("Einladung") && own.text.contains("geöffnet"))
      try await officer.openAccount(
        try await officer.person(Self.participants, "Kara"), email: "aylin@kara.example")
      let aylin = portal.visitor(from: "192.0.2.52")
      try await aylin.redeem("aylin@kara.example", try await portal.newestCode(to: "aylin@kara.example") ?? "")
      #expect(try await aylin.get(path).status == 404)
      #expect(try await aylin.get("/dokumente").text.contains("Noch keine Dokumente"))
    }
  }

  @Test(arguments: eachEngine())
  func `an archive of invitations is matched by the numbers of participants`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pages = ["Teilnehmer T-5", "Teilnehmerin T-6", "Lehrling A-1001"]
      let preview = try await portal.batch(officer, try await portal.pdf(pages), named: "alle.pdf", Self.invitation)
      #expect(preview.text.contains("Zugeordnet: 2. Nicht zugeordnet: 1"), "no participant has that number")
      #expect(preview.text.contains("Tomasz Nowak") && preview.text.contains("Aylin Kara"))
      try await officer.get(preview.path)
      try await officer.press("\(preview.path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      let kinds = try await portal.database.read { connection in
        try connection.rows("SELECT kind FROM document_recipients ORDER BY id").map { try $0["kind"] as String }
      }
      #expect(kinds == ["exam_participant", "exam_participant"])
    }
  }

  @Test(arguments: eachEngine())
  func `a document that a participant does not open goes by post to the address of the file`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      for number in ["T-5", "T-6"] {
        _ = try await portal.issue(
          officer, try await portal.pdf(["Eingeladen."]), Self.invitation + [("nummer", number)])
      }
      portal.time.advance(.days(23))
      try await officer.signIn("amt@kammer.example")
      let told = try await officer.press("/kammer/dokumente/drucken")
      #expect(told.text.contains("Angeforderte Briefe: 1. Dokumente ohne bekannte Anschrift: 1"))
      #expect(try await officer.get("/kammer/dokumente").text.contains("Zum Druck geben"), "one stays in the list")
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText(of: "document")
      #expect(text.contains("Aylin Kara") && text.contains("Seestraße 14") && text.contains("Eingeladen."))
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy of a participant opens the document, and the receipt says so`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let tomasz = try await portal.tomasz(by: officer)
      let vera = portal.visitor(from: "192.0.2.60")
      try await vera.registered("Vera", "Frei", "vera@frei.example", on: portal)
      let key = try #require(try await tomasz.get("/profil/vertretung/neu").body.firstMatch(of: /exam_participant:\d+/))
        .output
      try await tomasz.submit(
        "/profil/vertretung/neu",
        [
          ("funktion", String(key)), ("art", "person"), ("vertretung", "vera@frei.example"), ("bis", ""),
          ("bestaetigung", "spaeter"), ("passwort", ""), ("bereiche", "documents"),
        ])
      try await vera.accepts()
      _ = try await portal.issue(
        officer, try await portal.pdf(["Eingeladen."]), Self.invitation + [("nummer", "T-5")])
      try await vera.act()
      #expect(try await vera.get("/pruefungsteilnahme").status == 404, "the deputyship is for documents only")
      let path = try await vera.newestDocument()
      #expect(try await vera.get("\(path)/inhalt").status == 200)
      #expect(try await tomasz.get(path).text.contains("Vera Frei in Vertretung"))
      let page = try await officer.person(Self.participants, "T-5")
      try await officer.get("\(page)/zugang-beenden")
      try await officer.press("\(page)/zugang-beenden")
      try await officer.openAccount(page, email: "tomasz@nowak.example")
      #expect(try await tomasz.get("/pruefungsteilnahme").status == 200)
      #expect(try await vera.get(path).status == 404, "the deputyship does not come back with the access")
    }
  }

  @Test(arguments: eachEngine())
  func `an address of somebody of another name stays theirs, and whoever may be meant is asked, also by mails to all`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let tomasz = try await portal.tomasz(by: officer)
      try await portal.importFile(
        "participants", TestPortal.participantHeader,
        "T-7;Hans;Fremd;tomasz@nowak.example;;;;Abschlussprüfung Koch/Köchin;extern;")
      let header = "prüfernummer;vorname;nachname;email;ausschuss"
      try await portal.importFile("examiners", header, "P-7;Tomasz Jan;Nowak;tomasz@nowak.example;Bilanzbuchhaltung")
      portal.time.advance(.minutes(1))
      try await portal.mailToAll("exam_participant", by: officer)
      try await portal.mailToAll("examiner", by: officer)
      let start = try await tomasz.get("/")
      #expect(start.text.contains("Bilanzbuchhaltung"), "a second first name is the same person")
      #expect(!start.text.contains("Hans") && !start.body.contains("/ablehnen"), "nobody is asked about a stranger")
      let fremd = try await officer.person(Self.participants, "Fremd")
      #expect(try await officer.get(fremd).text.contains("eingeladen am"), "the stranger has an own account there")
      // Only so many mails go to an address within an hour.
      portal.time.advance(.hours(2))
      try await officer.signIn("amt@kammer.example")
      try await tomasz.signIn("tomasz@nowak.example")
      // Who married has another last name.
      try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;email",
        "B-79;4002001;Tomasz;Kowalski;tomasz@nowak.example")
      try await portal.mailToAll("instructor", by: officer)
      let id: Int64? = try await portal.database.read {
        try $0.value("SELECT id FROM instructors WHERE number_key = 'B79'")
      }
      let kowalski = "/kammer/ausbilder/\(id ?? 0)"
      let offer = try await tomasz.get("/")
      #expect(offer.text.contains("Tomasz Kowalski"))
      let asked = try await officer.get(kowalski)
      #expect(asked.text.contains("eingeladen am") && asked.text.contains("gefragt, ob sie oder er gemeint ist"))
      let refuse = try #require(offer.body.firstMatch(of: /\/funktionen\/\d+\/ablehnen/)).output
      try await tomasz.press(String(refuse))
      #expect(try await officer.get(kowalski).text.contains("kein Konto"))
      try await officer.openAccount(kowalski, email: "tomasz@nowak.example")
      try await officer.get("\(kowalski)/zugang-beenden")
      #expect(try await officer.press("\(kowalski)/zugang-beenden").text.contains("kein Konto"), "it can be taken back")
      #expect(!(try await tomasz.get("/").text.contains("Kowalski")))
      #expect(
        try await officer.get(try await officer.person(Self.participants, "T-5")).text.contains(
          "mit dem Konto tomasz@nowak.example"))
    }
  }

  @Test(arguments: eachEngine())
  func `officers find people by the beginnings of their names and by number, page by page`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let many = (1...120).map { "T-\(1000 + $0);Vera;Nummer\($0);;;;;Handelsfachwirt/-in;;" }
      let odd = ["T-2;Sinéad;O’Neill;;;;;Bilanzbuchhalter/-in;;", "T-3;Sean;D'Angelo;;;;;Bilanzbuchhalter/-in;;"]
      let known = ["T-1;Jörg;Müller-Lüdenscheidt;;;;;Bilanzbuchhalter/-in;;"]
      let lines = [TestPortal.participantHeader] + known + odd + many
      try await portal.importFile("participants", lines.joined(separator: "\n"))
      let officer = try await portal.officer()
      for search in ["Lüd", "jörg", "joerg", "Müller Jörg", "mueller", "t 1"] {
        let found = try await officer.search(Self.participants, search)
        #expect(found.contains("Müller-Lüdenscheidt"), "\(search)")
      }
      for (search, name) in [
        ("O'Neill", "Sinéad"), ("neill", "Sinéad"), ("D’Angelo", "Sean"), ("bilanz müll", "Jörg"),
      ] {
        #expect(try await officer.search(Self.participants, search).contains(name), "\(search)")
      }
      for search in ["üdenscheidt", "Jörg Nowak", "T-77"] {
        #expect(try await officer.search(Self.participants, search).contains("Nichts gefunden"), "\(search)")
      }
      try await portal.database.write { try $0.execute("DELETE FROM exam_person_words") }
      #expect(try await officer.search(Self.participants, "jörg").contains("Nichts gefunden"))
      try await portal.application.tidy()
      #expect(
        try await officer.search(Self.participants, "jörg").contains("Müller"), "as after an update of the portal")
      var (names, path): (Set<String>, String?) = ([], Self.participants)
      while let next = path {
        let page = try await officer.get(next)
        names.formUnion(page.body.matches(of: /teilnehmer\/\d+/).map { String($0.output) })
        path = page.body.firstMatch(of: /teilnehmer\?suche=&amp;nach=[^"]+/).map {
          "/kammer/pruefungen/" + $0.output.replacing("&amp;", with: "&")
        }
      }
      #expect(names.count == 123)
    }
  }
}

extension TestPortal {
  /// An officer lets mails go to all of a register who have no account yet.
  func mailToAll(_ kind: String, by officer: Browser) async throws {
    try await officer.get("/kammer/zugaenge")
    try await officer.press("/kammer/zugaenge", [("was", kind)])
    try await application.longWorker.performAllDue()
  }

  /// Tomasz with an account, by the mail that an officer ordered for all participants.
  func tomasz(by officer: Browser) async throws -> Browser {
    try await mailToAll("exam_participant", by: officer)
    let tomasz = visitor(from: "192.0.2.51")
    try await tomasz.redeem("tomasz@nowak.example", try await newestCode(to: "tomasz@nowak.example") ?? "")
    return tomasz
  }
}

extension Browser {
  func search(_ list: String, _ text: String) async throws -> String {
    let field = String(decoding: Browser.encode([("suche", text)]), as: UTF8.self)
    return try await get("\(list)?\(field)").text
  }

  /// The page of the first person whom a search finds.
  func person(_ list: String, _ text: String) async throws -> String {
    let field = String(decoding: Browser.encode([("suche", text)]), as: UTF8.self)
    let page = try await get("\(list)?\(field)")
    return page.body.firstMatch(of: try Regex("\(list)/\\d+")).map { String(page.body[$0.range]) } ?? "/nobody"
  }
}
