import Accounts
import Chamber
import Database
import Portal
import TestPortal
import Testing

/// People of each kind, beside a company, an apprentice and an instructor that are theirs and ones that are not.
struct World {
  let people: [(String, Browser)]
  let objects: RouteObjects

  init(_ portal: TestPortal) async throws {
    let petra = try await portal.bakerOfRegister()
    let (company, apprenticeship) = try await portal.database.read { connection in
      (
        try RouteObjects.id("companies WHERE number_key = '4002001'", in: connection),
        try RouteObjects.id("apprenticeships WHERE number_key = 'A1001'", in: connection)
      )
    }
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
    let resting = portal.visitor(from: "192.0.2.11")
    try await resting.registered("Rita", "Ruhe", "rita@x.example", on: portal)
    let (careful, halfway) = try await portal.peopleOfSecondFactor()
    try await portal.importPeopleToInvite()
    let clerks = try await portal.officersOfOneRight()
    let secret = try await lone.get("/profil/zweiter-faktor").sealedSecret
    objects = try await RouteObjects(portal, secret: secret)
    people =
      [
        ("visitor", portal.visitor(from: "192.0.2.5")), ("account", lone), ("administrator", petra), ("member", jonas),
        ("administrator of another company", ali), ("officer", officer), ("apprentice", lea), ("instructor", marion),
        ("another apprentice", max), ("examiner", ayse), ("deputy", deputy), ("co-signer", kai),
        ("exam participant", tomasz), ("deputy who rests", resting), ("account with a second factor", careful),
        ("visitor before the second factor", halfway),
      ] + clerks
  }
}

extension TestPortal {
  /// An officer for each single right.
  fileprivate func officersOfOneRight() async throws -> [(String, Browser)] {
    var officers: [(String, Browser)] = []
    for (position, right) in PortalApplication.officerRights.enumerated() {
      let email = "\(right.rawValue)@kammer.example"
      let officer = visitor(from: "192.0.2.\(100 + position)")
      try await officer.registered("Olga", "Amt", email, on: self)
      _ = try await application.appointOfficer(email, firstName: "", lastName: "", terms: OfficerTerms([right]))
      officers.append(("officer: \(right.rawValue)", officer))
    }
    return officers
  }

  /// Somebody with a second factor, and the same person in another browser, between password and code.
  fileprivate func peopleOfSecondFactor() async throws -> (Browser, Browser) {
    let (careful, halfway) = (visitor(from: "192.0.2.13"), visitor(from: "192.0.2.14"))
    try await careful.registered("Cora", "Faktor", "cora@x.example", on: self)
    try await careful.setUpFactor(on: self)
    try await halfway.signIn("cora@x.example")
    return (careful, halfway)
  }

  /// Examiners and exam participants whom nobody has invited yet.
  fileprivate func importPeopleToInvite() async throws {
    try await importFile(
      "examiners", "prüfernummer;vorname;nachname;email;strasse;plz;ort;ausschuss",
      "P-6;Paul;Prüfer;;Ring 6;12345;Musterstadt;Bäcker 1", "P-7;Pia;Prüfer;pia@x.example;;;;Bäcker 1")
    try await importFile(
      "participants", TestPortal.participantHeader,
      "T-7;Toni;Teil;toni@x.example;;;;Abschlussprüfung Bäcker/-in;extern;")
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
