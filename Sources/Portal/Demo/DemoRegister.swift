import Accounts
import Apprenticeships
import Chronology
import Database
import Work

/// The register of the demo chamber: companies, occupations, instructors, apprentices, examiners, exam participants, and
/// which of them have a sign-in.
enum DemoRegister {
  static func fill(_ application: PortalApplication, now: Instant) async throws {
    let year = application.clock.day(of: now).year
    let files = [
      "companies": DemoChamber.companyFile, "occupations": occupations, "instructors": instructors,
      "apprenticeships": apprenticeships(in: year),
      "examiners": examiners, "participants": participants(in: year), "frameworks": frameworks,
    ]
    for kind in application.importKinds {
      guard let file = files[kind.kind] else { continue }
      _ = try await kind.open([UInt8](file.utf8), today: application.clock.day(of: now)).run(by: nil, now: now) {
        _, _ in
      }
    }
  }

  /// Links the demo sign-ins with persons of the register.
  static func link(
    _ accounts: [String: Int64], _ application: PortalApplication, now: Instant, in connection: any Connection
  ) throws {
    let persons = [
      ("ausbilderin@demo.example", "B-1001"), ("azubi@demo.example", "A-1001"), ("prueferin@demo.example", "P-101"),
      ("mehrfach@demo.example", "B-1002"), ("mehrfach@demo.example", "P-102"),
      ("teilnehmer@demo.example", "T-5001"),
    ]
    for (email, number) in persons {
      guard let account = accounts[email],
        let person = try application.accounts.people(named: number, in: connection).first
      else { continue }
      try FunctionGrantQueries.add(
        person.kind, person.subject, account: account, state: .held, origin: .chamber, by: nil, now: now,
        in: connection)
    }
  }

  private static let occupations = """
    berufsnummer;beruf;fachrichtung;monate;rechtsgrundlage;ausbildungsordnung;pruefungsform;gewicht_teil_1;aufgabenersteller;kldb
    22342;Tischler/-in;;36;HwO;AO 2006;Zwischenprüfung;;;22342
    29222;Bäcker/-in;;36;HwO;AO 2004;Zwischenprüfung;;;29222
    26252;Elektroniker/-in;Energie- und Gebäudetechnik;42;HwO;AO 2021;gestreckt;30;PAL;26212
    33212;Maler/-in und Lackierer/-in;Gestaltung und Instandhaltung;36;HwO;AO 2021;gestreckt;30;;33212
    25212;Kraftfahrzeugmechatroniker/-in;Personenkraftwagentechnik;42;HwO;AO 2013;gestreckt;35;PAL;25212
    71402;Kaufmann/-frau für Büromanagement;;36;BBiG;AO 2014;gestreckt;25;AkA;71402

    """

  private static let frameworks = """
    berufsnummer;nummer;abschnitt;text
    22342;3a;Sicherheit und Gesundheitsschutz;Gefährdungen am Arbeitsplatz erkennen und vermeiden
    22342;3b;Sicherheit und Gesundheitsschutz;Verhalten bei Unfällen und erste Maßnahmen
    22342;6a;Gestalten und Konstruieren;Skizzen und Zeichnungen lesen und anfertigen
    22342;6b;Gestalten und Konstruieren;Konstruktionen nach Werkstoff und Zweck festlegen
    22342;7a;Planen von Arbeitsabläufen;Arbeitsschritte festlegen, Material- und Stücklisten erstellen
    22342;9a;Be- und Verarbeiten von Holz und Holzwerkstoffen;Werkstoffe auswählen, prüfen und lagern
    22342;9b;Be- und Verarbeiten von Holz und Holzwerkstoffen;Werkstoffe messen, anreißen und zuschneiden
    22342;9c;Be- und Verarbeiten von Holz und Holzwerkstoffen;Hölzer hobeln, fräsen, bohren und schleifen
    22342;9d;Be- und Verarbeiten von Holz und Holzwerkstoffen;Verbindungen herstellen und Teile verleimen
    22342;10a;Werkzeuge, Geräte und Maschinen;Handwerkzeuge auswählen, schärfen und instand halten
    22342;10b;Werkzeuge, Geräte und Maschinen;Maschinen einrichten und unter Beachtung der Schutzbestimmungen bedienen
    22342;11a;Herstellen und Zusammenbauen;Teile zu Erzeugnissen zusammenbauen, Beschläge einsetzen
    22342;12a;Oberflächen;Untergründe vorbereiten, Oberflächen beschichten und veredeln
    22342;14a;Montage;Bauteile transportieren, ausrichten und montieren

    """

  private static let instructors = """
    ausbildernummer;betriebsnummer;vorname;nachname;email
    B-1001;4001001;Marion;Berger;ausbilderin@demo.example
    B-1002;4001002;Jörg;Weiß;mehrfach@demo.example
    B-1003;4001001;Henrike;Osterkamp;
    B-2001;4002001;Jörg;Müller;
    B-2002;4002002;Ali;Yıldız;ali.yildiz@elektro-yildiz.example

    """

  private static let examiners = """
    prüfernummer;vorname;nachname;email;strasse;plz;ort;ausschuss;berufen_bis
    P-101;Ayşe;Demir;prueferin@demo.example;;;;Prüfungsausschuss Bäcker/-in 1;31.12.2028
    P-102;Jörg;Weiß;mehrfach@demo.example;;;;Prüfungsausschuss Tischler/-in 2;31.12.2027
    P-103;Uwe;Brandt;uwe.brandt@pruefer.example;;;;Prüfungsausschuss Tischler/-in 2;31.12.2027
    P-104;Gerda;Voß;;Mühlenweg 7;12345;Musterstadt;Prüfungsausschuss Tischler/-in 2;31.12.2028

    """

  private static func participants(in year: Int) -> String {
    """
    teilnehmernummer;vorname;nachname;email;strasse;plz;ort;prüfung;grund;prüfung_bis
    T-5001;Tomasz;Nowak;teilnehmer@demo.example;Bahnhofstraße 9;12345;Musterstadt;\
    Geprüfte/-r Handelsfachwirt/-in;Fortbildung;30.06.\(year + 1)
    T-5002;Aylin;Kara;aylin.kara@post.example;Seestraße 14;12347;Musterstadt;\
    Abschlussprüfung Tischler/-in;extern;31.07.\(year + 1)
    T-5003;Heiko;Lindner;;Amselweg 2;12389;Musterstadt;Abschlussprüfung Kaufmann/-frau für Büromanagement;\
    Umschulung;31.01.\(year + 1)

    """
  }

  private static func apprenticeships(in year: Int) -> String {
    let header =
      "azubinummer;vorname;nachname;geburtsdatum;strasse;plz;ort;email;betriebsnummer;berufsnummer;ausbildernummer;"
      + "beginn;ende;eintragung;berufsschule;wochenstunden\n"
    let school = "Berufliche Schule Musterstadt;40"
    let fixed = [
      "A-1001;Lea;Sommer;03.04.\(year - 18);Gartenweg 3;12345;Musterstadt;;4001001;22342;B-1001",
      "A-1002;Max;Meier;05.06.\(year - 19);Lindenallee 20;12347;Musterstadt;max.meier@post.example;4001001;22342;B-1001",
      "A-1003;Şule;Öztürk;12.01.\(year - 18);Am Markt 1;12345;Musterstadt;;4001001;71402;B-1003",
      "A-1004;Ben;Großmann;23.09.\(year - 17);Feldstraße 8;12389;Musterstadt;;4001002;22342;B-1002",
      "A-1005;Mia;Kowalski;30.11.\(year - 20);Hafenweg 15;12345;Musterstadt;mia.kowalski@post.example;4001002;22342;B-1002",
      "A-1006;Paul;Jäger;14.02.\(year - 17);Ringstraße 4;12389;Musterstadt;;4001003;22342;",
      "A-2001;Emma;Schröder;19.07.\(year - 18);Kirchgasse 2;12347;Musterstadt;;4002001;29222;B-2001",
      "A-2002;Noah;Lehmann;08.08.\(year - 19);Lange Straße 5;12349;Neudorf;;4002002;26252;B-2002",
    ]
    let rows = fixed.enumerated().map { index, row in
      let start = year - 1 - index % 3
      return "\(row);01.08.\(start);31.07.\(start + 3);15.06.\(start);\(school)"
    }
    return header + (rows + many(in: year, school)).joined(separator: "\n") + "\n"
  }

  /// Apprentices in the companies that only fill the lists.
  private static func many(in year: Int, _ school: String) -> [String] {
    let first = ["Anna", "Jonas", "Leonie", "Felix", "Zeynep", "Tim", "Clara", "Emil", "Sofia", "Luca", "Nele"]
    let last = ["Schmidt", "Schulz", "Hoffmann", "Wagner", "Becker", "Kaya", "Vogel", "Krüger", "Maier", "Nguyen"]
    let occupations = ["22342", "29222", "26252", "33212", "25212"]
    return (0..<60).map { index in
      let start = year - 1 - index % 4
      let name = "\(first[index * 7 % first.count]);\(last[index * 3 % last.count])"
      return "A-\(4000 + index);\(name);01.0\(1 + index % 9).\(year - 17 - index % 4);Hauptstraße \(index + 1);12345;"
        + "Musterstadt;;401\(1000 + index);\(occupations[index % occupations.count]);;01.08.\(start);"
        + "31.07.\(start + 3);20.06.\(start);\(school)"
    }
  }
}
