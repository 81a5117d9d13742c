import Accounts
import Chamber
import Chronology
import Companies
import Database
import Documents
import Logging
import Office
import Settings
import Work
import Sodium

/// A demo chamber: people with known passwords, a company with branches, some more companies.
package enum DemoChamber {
  package static let password = "demo-kammerportal-2026"

  package struct Person: Sendable {
    package let email: String
    package let firstName: String
    package let lastName: String
  }

  /// A company that nobody has verified yet, with the PIN of its notice.
  package static let openCompany = (number: "400 2001", pin: "KMPR-TZWB-LHL")

  package static let people = [
    Person(email: "betrieb@demo.example", firstName: "Petra", lastName: "Holz"),
    Person(email: "ausbilderin@demo.example", firstName: "Marion", lastName: "Berger"),
    Person(email: "azubi@demo.example", firstName: "Lea", lastName: "Sommer"),
    Person(email: "prueferin@demo.example", firstName: "Ayşe", lastName: "Demir"),
    Person(email: "mehrfach@demo.example", firstName: "Jörg", lastName: "Weiß"),
    Person(email: "teilnehmer@demo.example", firstName: "Tomasz", lastName: "Nowak"),
    Person(email: "dozentin@demo.example", firstName: "Sabine", lastName: "Krüger"),
    Person(email: "kammer@demo.example", firstName: "Klaus", lastName: "Amtmann"),
  ]

  /// Fills an empty database.
  /// - Returns: false when there are accounts already; nothing was done then.
  @discardableResult
  package static func fill(_ application: PortalApplication) async throws -> Bool {
    let database = application.database
    let isEmpty = try await database.read { try !AccountQueries.hasAny(in: $0) }
    let now = application.clock.now
    guard isEmpty else {
      if try await database.read({ try hasPeople(in: $0) }) {
        try await application.installation.note(.origin, origin, at: now)
      }
      return false
    }
    try await application.installation.note(.origin, origin, at: now)
    let hash = try await application.accounts.hashing.hash(password)
    try await DemoRegister.fill(application, now: now)
    // There is only one officer, who would wait for a second one forever. Last year's entries are confirmed, without
    // credentials for the many persons who only fill the lists.
    let lastYear = application.clock.day(of: now).year - 1
    for (setting, value) in [
      (OfficeSettings.fourEyes.declaration, "false"), (DocumentSettings.isAutomatic.declaration, "true"),
      (DocumentSettings.credentials.declaration, "false"),
      (DocumentSettings.cutOff.declaration, "\(lastYear)-06-01"),
    ] {
      try await application.settings.change(setting, to: value, from: now, by: nil, address: "", now: now)
    }
    try await database.write { connection in
      var keys: [String: Int64] = [:]
      for person in people {
        keys[person.email] = try AccountQueries.addActive(
          person.email, firstName: person.firstName, lastName: person.lastName, passwordHash: hash, now: now,
          in: connection)
      }
      if let officer = keys["kammer@demo.example"] {
        try OfficerQueries.save(
          OfficerTerms(Set(PortalApplication.officerRights)), of: officer, now: now, in: connection)
      }
      if let owner = keys["betrieb@demo.example"],
        let company = try CompanyQueries.company(numberKey: "4001001", in: connection)
      {
        try MemberQueries.addAdministrator(owner, to: company.id, now: now, in: connection)
        if let branch = try CompanyQueries.branches(of: company.id, in: connection).first,
          let officer = keys["kammer@demo.example"]
        {
          _ = try BranchAccessQueries.grant(branch.id, to: company.id, by: officer, now: now, in: connection)
        }
      }
      try DemoRegister.link(keys, application, now: now, in: connection)
      try DemoRecords.fill(keys, application.clock, now: now, in: connection)
    }
    return true
  }

  /// The mark of a database filled here.
  static let origin = "demo"

  /// Whether the accounts of the demo's officer and apprentice are active; nobody outside could have activated them,
  /// because no mail arrives at their addresses.
  static func hasPeople(in connection: any Connection) throws -> Bool {
    try ["kammer@demo.example", "azubi@demo.example"].allSatisfy { address in
      guard let email = EmailAddress(address) else { return false }
      return try AccountQueries.account(withEmail: email, in: connection)?.state == .active
    }
  }

  static var companyFile: String {
    let header =
      "betriebsnummer;name;name2;rechtsform;strasse;plz;ort;email;telefon;hauptbetrieb;aktiv_von;aktiv_bis;pin\n"
    let fixed = """
      400 1001;Holzwerk Nord GmbH;Tischlerei und Innenausbau;GmbH;Werftstraße 12;12345;Musterstadt;info@holzwerk.example;01234 5678-10;;01.03.1998;;
      400 1002;Holzwerk Nord GmbH, Filiale Hafen;;GmbH;Am Kai 3;12345;Musterstadt;hafen@holzwerk.example;01234 5678-20;400 1001;01.06.2009;;
      400 1003;Holzwerk Nord GmbH, Filiale Süd;;GmbH;Gewerbepark 8;12389;Musterstadt;sued@holzwerk.example;01234 5678-30;400 1001;01.09.2015;;
      400 2001;Bäckerei Müller & Söhne;Inh. Jörg Müller;e. K.;Brückenstraße 5;12347;Musterstadt;;01234 8899;;01.01.2004;;KMPR-TZWB-LHL
      400 2002;Elektro Yıldız;;e. K.;Lange Straße 77;12349;Neudorf;mail@elektro-yildiz.example;01235 4477;;15.04.2017;;I1l0-OoZ9
      400 2003;Friseursalon Haargenau;;;Kirchplatz 2;12351;Altenburg;;;;01.10.2011;30.06.2025;

      """
    let trades = [
      "Tischlerei", "Bäckerei", "Elektrotechnik", "Malerbetrieb", "Dachdeckerei", "Kfz-Werkstatt", "Metallbau",
    ]
    let names = ["Öztürk", "Schröder", "Lehmann", "Großmann", "Kowalski", "Petersen", "Jäger", "Bauer", "Weiß"]
    let rows = (0..<60).map { index in
      let trade = trades[index % trades.count]
      let name = names[(index * 5) % names.count]
      return
        "401 \(1000 + index);\(trade) \(name);;;Industriestraße \(index + 1);\(12300 + index);Musterstadt;;;;01.01.\(1990 + index % 30);;"
    }
    return header + fixed + rows.joined(separator: "\n") + "\n"
  }
}

extension DemoChamber {
  /// The demo sign-ins, for the terminal.
  package static var signIns: String {
    let list = people.map { "  \($0.email)" }.joined(separator: "\n")
    return """
      Demo sign-ins, all with password \(password):
      \(list)
      A company to verify: number \(openCompany.number), PIN \(openCompany.pin)
      Mails and letters: /demo. The second factor of chamber officers is switched off here.
      """
  }
}
