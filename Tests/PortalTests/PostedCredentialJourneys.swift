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

/// Credentials by post for participants, examiners and instructors, and numbers that two accounts share.
struct PostedCredentialJourneys {
  private static let participants = "/kammer/pruefungen/teilnehmer"

  @Test(arguments: eachEngine())
  func `participants, examiners and instructors without an e-mail address get credentials by post`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.importFile(
        "examiners", "prüfernummer;vorname;nachname;email;ausschuss;strasse;plz;ort",
        "P-6;Gerda;Voß;;;Mühlenweg 7;12345;Musterstadt")
      let officer = try await portal.officer()
      for kind in ["exam_participant", "examiner", "instructor"] {
        try await officer.get("/kammer/zugaenge")
        let told = try await officer.press("/kammer/zugaenge", [("was", "\(kind)-letters")])
        #expect(told.text.contains("Angeforderte Briefe: 1") && !told.tellsProblem, "\(kind)")
        try await officer.get("/kammer/zugaenge")
        let again = try await officer.press("/kammer/zugaenge", [("was", "\(kind)-letters")])
        #expect(again.tellsProblem)
        #expect(
          again.text.contains("braucht niemand einen Brief"), "\(kind): who has an open letter gets no second one")
      }
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let letters = try await portal.lettersText(of: "access").split(separator: "\u{0C}").map(String.init)
      let names = [("Aylin", "Kara"), ("Gerda", "Voß"), ("Ali", "Yıldız")]
      let ends = [
        ("T-6", ["Aylin Kara", "Seestraße 14", "Prüfungsteilnehmer/-in"], "/pruefungsteilnahme"),
        ("P-6", ["Gerda Voß", "Mühlenweg 7", "Prüfer/-in"], "/pruefer"),
        ("B-78", ["Ali Yıldız", "Elektro Yıldız", "Lange Straße 77"], "/ausbildungsverhaeltnisse"),
      ]
      for (index, (number, words, page)) in ends.enumerated() {
        let letter = try #require(letters.first { $0.contains(number) })
        for word in words { #expect(letter.contains(word), "\(word) in the letter of \(number)") }
        #expect(!letter.contains(", ."), "no board, no comma")
        let code = String(try #require(letter.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
        let person = portal.visitor(from: "192.0.2.\(90 + index)")
        try await person.registered(names[index].0, names[index].1, "p\(index)@x.example", on: portal)
        try await person.submit("/zugangsdaten", [("benutzername", number), ("code", code), ("email", "")])
        #expect(try await person.get(page).status == 200, "\(number)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `who repeats an exam has one number as apprentice and participant, and each letter opens its own`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.importFile(
        "participants", TestPortal.participantHeader,
        "A-1001;Lea;Sommer;;Gartenweg 3;12345;Musterstadt;Wiederholung Bäcker/-in;Wiederholung;")
      let officer = try await portal.officer()
      let page = try await officer.person(Self.participants, "Sommer")
      try await officer.get(page)
      #expect(try await officer.press("\(page)/brief").text.contains("wartet auf den Druck"))
      let revoked = try await officer.press("\(page)/code-sperren")
      #expect(revoked.text.contains("nie gedruckt"))
      #expect(!(try await officer.get("/kammer/briefe").text.contains("Zugangsdaten für einzelne")), "nothing waits")
      try await officer.get(page)
      try await officer.press("\(page)/brief")
      let code = try await portal.codeOfPrintedLetter()
      try await officer.openAccount(page, email: "alt@sommer.example")
      let lea = portal.visitor(from: "192.0.2.95")
      try await lea.registered("Lea", "Sommer", "lea@sommer.example", on: portal)
      try await lea.submit("/zugangsdaten", [("benutzername", "A-1001"), ("code", code), ("email", "")])
      #expect(try await lea.get("/pruefungsteilnahme").text.contains("Wiederholung Bäcker/-in"))
      let told = try await portal.newestMail(to: "alt@sommer.example")
      #expect(told?.subject == "Die Einladung für Lea gilt nicht mehr", "nobody loses a function without a word")
      #expect(try await lea.get("/ausbildungsnachweise").status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `two accounts with one number: the password decides at the sign-in, and a guess counts for both`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.importFile(
        "participants", TestPortal.participantHeader, "A-1002;Moritz;Meier;;;;;Handelsfachwirt/-in;Fortbildung;")
      let officer = try await portal.officer()
      try await officer.openAccount(
        try await portal.entry("Max", for: officer, list: "/kammer/verzeichnis"), email: "max@meier.example")
      try await officer.openAccount(
        try await officer.person(Self.participants, "Moritz"), email: "moritz@meier.example")
      let (max, moritz) = (portal.visitor(from: "192.0.2.31"), portal.visitor(from: "192.0.2.32"))
      for (browser, email, password) in [
        (max, "max@meier.example", "Sieben Kähne am Ufer"), (moritz, "moritz@meier.example", "Acht Kähne am Ufer"),
      ] {
        try await browser.redeem(email, try await portal.newestCode(to: email) ?? "", password: password)
      }
      let other = portal.visitor(from: "192.0.2.33")
      #expect(try await other.signIn("A-1002", "Acht Kähne am Ufer").text.contains("Handelsfachwirt/-in"))
      let third = portal.visitor(from: "192.0.2.34")
      #expect(try await third.signIn("A-1002", "Sieben Kähne am Ufer").text.contains("Bäcker/-in"))
      let mails = (
        try await portal.mailCount(to: "max@meier.example"), try await portal.mailCount(to: "moritz@meier.example")
      )
      try await portal.visitor(from: "192.0.2.35").submit("/passwort-vergessen", [("email", "A-1002")])
      #expect(try await portal.mailCount(to: "max@meier.example") == mails.0 + 1)
      #expect(try await portal.mailCount(to: "moritz@meier.example") == mails.1 + 1)
      let guesser = portal.visitor(from: "192.0.2.66")
      for _ in 1...5 { try await guesser.signIn("A-1002", "geraten und falsch") }
      for email in ["max@meier.example", "moritz@meier.example"] {
        #expect(try await portal.newestMail(to: email)?.subject.contains("gesperrt") == true, "\(email)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `without an address the chamber is told what to do, and an ended access ends on the next click`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let tomasz = try await portal.tomasz(by: officer)
      let page = try await officer.person(Self.participants, "T-5")
      try await officer.get(page)
      #expect(try await officer.get("\(page)/zugang-beenden").text.contains("Tomasz Nowak"))
      #expect(try await officer.press("\(page)/zugang-beenden").text.contains("Der Zugang ist beendet"))
      #expect(try await tomasz.get("/pruefungsteilnahme").status == 404)
      #expect(try await tomasz.get("/dokumente").status == 404)
      #expect(!(try await officer.get(page).body.contains("\(page)/brief")), "a letter would not find him")
      let unwritten = try await officer.press("\(page)/brief")
      #expect(unwritten.text.contains("kennt keine Anschrift") && unwritten.tellsProblem)
    }
  }

  @Test(arguments: eachEngine())
  func `a letter in the post stays good when a second one cannot be sent`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let page = try await officer.person(Self.participants, "Kara")
      try await officer.get(page)
      try await officer.press("\(page)/brief")
      let code = try await portal.codeOfPrintedLetter()
      try await portal.importFile(
        "participants", TestPortal.participantHeader, "T-6;Aylin;Kara;;;;;Abschlussprüfung Bäcker/-in;extern;")
      try await officer.get(page)
      #expect(try await officer.press("\(page)/brief").text.contains("kennt keine Anschrift"))
      let aylin = portal.visitor(from: "192.0.2.96")
      try await aylin.registered("Aylin", "Kara", "aylin@kara.example", on: portal)
      try await aylin.submit("/zugangsdaten", [("benutzername", "T-6"), ("code", code), ("email", "")])
      #expect(try await aylin.get("/pruefungsteilnahme").status == 200)
    }
  }
}

extension TestPortal {
  /// Prints all letters that wait.
  /// - Returns: the first code in them.
  fileprivate func codeOfPrintedLetter() async throws -> String {
    _ = try await application.startAllLetterRuns()
    try await application.longWorker.performAllDue()
    let text = try await lettersText(of: "access")
    return String(try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
  }
}
