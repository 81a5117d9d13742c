import Accounts
import Chamber
import Chronology
import Database
import Documents
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Who works for the chamber: let in, with fewer rights or more, and let go.
struct StaffJourneys {
  private static let path = "/kammer/mitarbeitende"
  private static let karla = [("vorname", "Karla"), ("nachname", "Amtfrau"), ("email", "karla@kammer.example")]

  /// Goes through the form and the page that shows whom the mail goes to.
  private func appoint(
    _ fields: [(String, String)], _ rights: [String], until: String = "", by officer: Browser
  ) async throws -> Page {
    let all = fields + rights.map { ("rechte", $0) } + [("bis", until)]
    let preview = try await officer.submit("\(Self.path)/neu", all)
    guard preview.text.contains("Stimmt alles?") else { return preview }
    return try await officer.press("\(Self.path)/neu", [("einladen", "1")])
  }

  private func account(_ email: String, _ portal: TestPortal) async throws -> Int64 {
    let address = try #require(EmailAddress(email))
    return try await portal.database.read {
      try #require(try AccountQueries.account(withEmail: address, in: $0)).id
    }
  }

  @Test(arguments: eachEngine())
  func `a new colleague sees what she may do, and no more`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let all = Self.karla + [("rechte", "letters"), ("rechte", "companies"), ("bis", "")]
      let preview = try await officer.submit("\(Self.path)/neu", all)
      #expect(preview.text.contains("Der Startcode geht an karla@kammer.example"))
      #expect(try await portal.newestMail(to: "karla@kammer.example") == nil, "seen before it leaves")
      #expect(try await officer.press("\(Self.path)/neu", [("einladen", "1")]).text.contains("Karla Amtfrau ist hinzu"))
      let mail = try #require(try await portal.newestMail(to: "karla@kammer.example"))
      #expect(mail.text.contains("Klaus Amtmann hat Ihre Arbeitsgebiete"))
      #expect(mail.text.contains("Betriebe, Briefe"))
      let karla = portal.visitor(from: "192.0.2.7")
      try await karla.redeem("karla@kammer.example", try #require(mail.code))
      #expect(try await karla.get("/kammer/betriebe").status == 200)
      #expect(try await karla.get("/kammer/briefe").status == 200)
      for closed in ["/kammer/verzeichnis", "/kammer/konten", "/kammer/protokoll", Self.path] {
        let page = try await karla.get(closed)
        #expect(page.status == 403 && page.text.contains("mit dem Recht „Verwaltung“"), "\(closed)")
      }
      let menu = try await karla.get("/kammer").body
      #expect(!menu.contains("href=\"/kammer/konten\"") && menu.contains("href=\"/kammer/briefe\""))
    }
  }

  @Test(arguments: eachEngine())
  func `rights change with the next click, are mailed, and stand in the log with who gave them`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (officer, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let one = "\(Self.path)/\(try await account("karla@kammer.example", portal))"
      let seen = try await officer.get(one)
      let changed = try await officer.submit(
        one, [("rechte", "documents"), ("bis", ""), ("vorher", seen.value(of: "vorher") ?? "")])
      #expect(changed.text.contains("Die Rechte von Karla Amtfrau gelten ab sofort"))
      #expect(try await karla.get("/kammer/konten").status == 403)
      #expect(try await karla.get("/kammer/dokumente").status == 200)
      let mail = try #require(try await portal.newestMail(to: "karla@kammer.example"))
      #expect(mail.text.contains("festgelegt") && mail.text.contains(": Dokumente."))
      let log = try await officer.get("/kammer/protokoll?ereignis=officer").text
      #expect(log.contains("Rechte in der Kammer geändert"))
      #expect(log.contains("Arbeitsgebiete: Dokumente, Arbeitsgebiete vorher: Ausbildung, Betriebe"))
      #expect(log.contains("Klaus Amtmann"))
      let stale = try await officer.submit(
        one, [("rechte", "letters"), ("bis", ""), ("vorher", seen.value(of: "vorher") ?? "")])
      #expect(stale.status == 422 && stale.text.contains("Jemand hat die Rechte inzwischen geändert: Dokumente"))
    }
  }

  @Test(arguments: eachEngine())
  func `the last day of work is the last one on which the back office opens`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let today = portal.application.clock.day(of: portal.time.now)
      _ = try await appoint(Self.karla, ["letters"], until: today.adding(days: 1).description, by: officer)
      let karla = portal.visitor(from: "192.0.2.7")
      let code = try #require(try await portal.newestCode(to: "karla@kammer.example"))
      try await karla.redeem("karla@kammer.example", code)
      #expect(try await officer.get(Self.path).text.contains("bis "))
      for (days, status) in [(0, 200), (1, 200), (2, 404)] {
        let visitor = portal.visitor(from: "192.0.2.\(30 + days)")
        if days > 0 { portal.time.advance(.days(1)) }
        try await visitor.signIn("karla@kammer.example")
        #expect(try await visitor.get("/kammer/briefe").status == status, "\(days) days later")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `who is let go is out with the next click and keeps the account`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (officer, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let one = "\(Self.path)/\(try await account("karla@kammer.example", portal))"
      #expect(try await officer.get("\(one)/beenden").text.contains("Mitarbeit von Karla Amtfrau beenden?"))
      #expect(try await officer.press("\(one)/beenden").text.contains("Die Mitarbeit von Karla Amtfrau ist beendet"))
      #expect(try await karla.get("/kammer").status == 404)
      #expect(try await karla.get("/profil").status == 200)
      #expect(try await officer.get(one).status == 404)
      #expect(try await officer.get(Self.path).text.contains("Frühere Mitarbeitende"))
      #expect(try await portal.newestMail(to: "karla@kammer.example")?.text.contains("beendet") == true)
      // Who comes back gets new rights, not the old ones.
      _ = try await appoint(Self.karla, ["letters"], by: officer)
      #expect(try await karla.get("/kammer/briefe").status == 200)
      #expect(try await karla.get("/kammer/konten").status == 403)
    }
  }

  @Test(arguments: eachEngine())
  func `the last administrator cannot go, in whatever way`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let own = "\(Self.path)/\(try await account("amt@kammer.example", portal))"
      _ = try await appoint(Self.karla, ["accounts"], by: officer)
      let karla = portal.visitor(from: "192.0.2.7")
      let code = try #require(try await portal.newestCode(to: "karla@kammer.example"))
      try await karla.redeem("karla@kammer.example", code)
      let sentence = "Geben Sie das Recht zuerst jemand anderem"
      try await officer.get("\(own)/beenden")
      #expect(try await officer.press("\(own)/beenden").text.contains(sentence))
      let seen = try await officer.get(own).value(of: "vorher") ?? ""
      for fields in [
        [("rechte", "letters"), ("bis", "")], [("rechte", "administration"), ("bis", "31.12.2099")],
      ] {
        let answer = try await officer.submit(own, fields + [("vorher", seen)])
        #expect(answer.status == 409 && answer.text.contains(sentence))
      }
      let account = own.replacing(Self.path, with: "/kammer/konten")
      let blocked = try await karla.submit("\(account)/sperren", [("grund", "Testweise gesperrt")])
      #expect(blocked.text.contains(sentence))
      #expect(try await officer.get("/profil/konto-loeschen").text.contains(sentence))
      await #expect(throws: OperatorFault.self) { try await portal.application.dismissOfficer("amt@kammer.example") }
      // An administrator who was invited and never came is none yet.
      _ = try await appoint(
        [("vorname", "Ina"), ("nachname", "Nie"), ("email", "ina@kammer.example")], ["administration"], by: officer)
      try await officer.get("\(own)/beenden")
      #expect(try await officer.press("\(own)/beenden").text.contains(sentence))
      #expect(try await officer.get("/kammer/protokoll").status == 200)
    }
  }

  @Test(arguments: eachEngine())
  func `of two administrators who end each other at once, one stays`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let other = "\(Self.path)/\(try await account("karla@kammer.example", portal))/beenden"
      let one = "\(Self.path)/\(try await account("amt@kammer.example", portal))/beenden"
      try await klaus.get(other)
      try await karla.get(one)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await klaus.press(other) }
        group.addTask { _ = try? await karla.press(one) }
      }
      let today = portal.application.clock.day(of: portal.time.now)
      let left = try await portal.application.officers().filter { $0.isActive(on: today) }
      #expect(left.count == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `of two who add one colleague at once, one is told that she is there`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (one, other) = (try await portal.officer(), try await portal.secondOfficer())
      let nora = [("vorname", "Nora"), ("nachname", "Neu"), ("email", "nora@kammer.example")]
      async let first = appoint(nora, ["letters"], by: one)
      async let second = appoint(nora, ["letters"], by: other)
      #expect(try await [first.status, second.status].sorted() == [200, 422])
    }
  }

  @Test(arguments: eachEngine())
  func `a mistyped address, a second time and a stranger's house are seen before anything leaves`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let bad = try await appoint(
        [("vorname", ""), ("nachname", "Amtfrau"), ("email", "karla@kammer")], [], until: "31.2.27", by: officer)
      #expect(bad.status == 422)
      for words in ["den Vornamen", "mindestens ein Arbeitsgebiet", "so an: 31.12.2027"] {
        #expect(bad.text.contains(words), "\(words)")
      }
      #expect(bad.body.contains("value=\"31.2.27\""), "what was typed is still there")
      let elsewhere = try await officer.submit(
        "\(Self.path)/neu",
        [("vorname", "Karla"), ("nachname", "Amtfrau"), ("email", "karla@freemail.example"), ("rechte", "letters")])
      #expect(elsewhere.text.contains("Die Adresse gehört zu freemail.example"))
      let again = try await officer.press("\(Self.path)/neu", [("aendern", "1")])
      #expect(again.value(of: "email") == "karla@freemail.example")
      _ = try await appoint(Self.karla, ["letters"], by: officer)
      let twice = try await appoint(Self.karla, ["administration"], by: officer)
      #expect(twice.status == 422 && twice.text.contains("arbeitet schon im Portal"))
      // A namesake of nobody: the code opens only the account that it was made for.
      let eva = portal.visitor(from: "192.0.2.66")
      try await eva.register("Eva", "Fremd", "karla@kammer.example")
      let code = try #require(try await portal.newestCode(to: "karla@kammer.example"))
      try await eva.redeem("karla@kammer.example", code)
      let officers = try await portal.application.officers()
      #expect(officers.map(\.name).sorted() == ["Karla Amtfrau", "Klaus Amtmann"])
    }
  }

  @Test(arguments: eachEngine())
  func `rights never go to another account at the address`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let post = portal.visitor(from: "192.0.2.8")
      try await post.registered("Karla", "Meier", "karla@kammer.example", on: portal)
      let refused = try await appoint(Self.karla, ["administration"], by: officer)
      #expect(refused.status == 422 && refused.text.contains("gibt es das Konto von Karla Meier"))
      #expect(try await post.get("/kammer").status == 404)
      await #expect(throws: OperatorFault.self) {
        _ = try await portal.application.appointOfficer(
          "karla@kammer.example", firstName: "Karla", lastName: "Amtfrau")
      }
      #expect(try await portal.application.officers().map(\.name) == ["Klaus Amtmann"])
    }
  }

  @Test(arguments: eachEngine())
  func `an invitation that was sent again or taken back opens nothing any more`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      _ = try await appoint(Self.karla, ["letters"], by: officer)
      let first = try #require(try await portal.newestCode(to: "karla@kammer.example"))
      let one = "\(Self.path)/\(try await account("karla@kammer.example", portal))"
      try await officer.get(one)
      try await officer.press("\(one)/einladung")
      let second = try #require(try await portal.newestCode(to: "karla@kammer.example"))
      try await officer.get("\(one)/beenden")
      try await officer.press("\(one)/beenden")
      for code in [first, second] {
        let visitor = portal.visitor(from: "192.0.2.7")
        try await visitor.redeem("karla@kammer.example", code)
        #expect(try await visitor.get("/profil").path.hasPrefix("/anmelden"))
      }
    }
  }

  @Test(arguments: eachEngine())
  func `who is an officer already gets no other rights by being appointed again, and a lost code is made anew`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let application = portal.application
      _ = try await portal.officer()
      let karla = try await portal.secondOfficer()
      try await application.changeOfficer("karla@kammer.example") { _ in OfficerTerms([.letters]) }
      await #expect(throws: OperatorFault.self) {
        _ = try await application.appointOfficer("karla@kammer.example", firstName: "", lastName: "")
      }
      #expect(try await karla.get("/kammer/konten").status == 403)
      let name = ("ina@kammer.example", "Ina", "Neu")
      let terms = OfficerTerms([.documents])
      let first = try await application.appointOfficer(name.0, firstName: name.1, lastName: name.2, terms: terms)
      let again = try await application.appointOfficer(name.0, firstName: name.1, lastName: name.2)
      #expect(again != nil && again?.code != first?.code)
      #expect(try await application.officers().first { $0.name == "Ina Neu" }?.terms == terms)
      await #expect(throws: OperatorFault.self) {
        let over = CalendarDate(year: 2020, month: 1, day: 1)
        try await application.changeOfficer("ina@kammer.example") { OfficerTerms($0.rights, until: over) }
      }
    }
  }

  @Test(arguments: eachEngine())
  func `the operator lists, changes and dismisses by command`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let application = portal.application
      _ = try await portal.officer()
      let karla = try await portal.secondOfficer()
      try await application.changeOfficer("karla@kammer.example") { OfficerTerms([.letters], until: $0.lastDay) }
      #expect(try await karla.get("/kammer/konten").status == 403)
      #expect(try await application.officers().map(\.terms.rights.count).sorted() == [1, 6])
      await #expect(throws: OperatorFault.self) {
        try await application.changeOfficer("amt@kammer.example") { OfficerTerms([.letters], until: $0.lastDay) }
      }
      try await application.dismissOfficer("karla@kammer.example")
      #expect(try await karla.get("/kammer").status == 404)
      await #expect(throws: OperatorFault.self) { try await application.dismissOfficer("karla@kammer.example") }
      let invited = try await application.appointOfficer(
        "ina@kammer.example", firstName: "Ina", lastName: "Neu", terms: OfficerTerms([.documents]))
      #expect(invited != nil)
    }
  }
}
