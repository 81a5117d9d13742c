import Accounts
import Apprenticeships
import Exams
import Testing

@testable import Documents

/// Which pages of one PDF go to whom: letters as chambers write them, with invoices, days, telephones and addresses.
struct PageNumberTests {
  /// Tobias, Lea and Mehmet.
  private static let known: [String: Int64] = ["900101": 1, "900104": 2, "900107": 3, "A1001": 4, "10023": 5]
  private static let tobias = "Azubinummer: 900101\nHerrn Tobias Brandt, Ring 1, 12345 Musterstadt"
  private static let lea = "Azubinummer: 900104\nFrau Lea Sommer, Gartenweg 3, 12345 Musterstadt"

  private static let directories: [any AddresseeDirectory] =
    [CompanyAddressees()] + (Apprenticeships.kinds + Exams.kinds).map { PersonAddressees(person: $0) }

  /// The parts as "pages person"; `?` for unknown, `+` for several, `-` where there is no number at all.
  private static func cut(_ pages: [String], for kind: RecipientKind = .apprentice) -> [String] {
    let words = RecipientWords(of: kind, among: directories)
    return NumberRules.parts(pages.map { PageNumberRules.numbers(on: $0, after: words) }, known: known).map { part in
      let pages = Set([part.pages.lowerBound, part.pages.upperBound]).sorted().map(String.init).joined(separator: "–")
      switch part.finding {
      case .person(let person): return "\(pages) \(person)"
      case .unknown: return "\(pages) ?"
      case .several: return "\(pages) +"
      case .none: return "\(pages) -"
      }
    }
  }

  @Test(
    arguments: [
      "Azubinummer 987654\nErika Unbekannt", "Azubinummer: 9001O4", "Azubi-Nr. 90014", "Azubi Nr.: 9001044",
      "Ident-Nr.987654", "Azubinummer:\n987654", "An Erika Unbekannt, 987654", "9001O4 Lea Sommer", "90010 Lea Sommer",
      "9OOlO4", "9001?4", "Lehrlingsnummer A-77", "987 654", "Ihre Nummer lautet 987654.", "Nr. B-20/4711", "9001041",
      "Azubinummer 90 01 O4", "AZUBINUMMER ９８７６５４", "Vertragsnummer 2026-118", "90\u{AD}0110", "900-111",
    ])
  func `a page with a number that nobody has is never hung on the one before`(page: String) {
    #expect(Self.cut([Self.tobias, page, Self.lea]) == ["0 1", "1 ?", "2 2"], "\(page)")
  }

  @Test(
    arguments: [
      "Azubinummer 900104 und Azubinummer 900107", "900104, 900107", "900104 900107",
      "Azubinummern: 900104, 900107", "Azubinummer 900104 900107", "Azubinummern 90 01 04, 90 01 07",
      "Azubinummer 900104, früher 900107", "Azubinummer 987654 (Betreuung: 900104)", "Lea 900104, Erika 987654",
    ])
  func `a page with numbers of several people is nobody's`(page: String) {
    #expect(Self.cut([Self.tobias, page]) == ["0 1", "1 +"], "\(page)")
  }

  @Test(
    arguments: [
      "Seite 2", "Rechtsbehelfsbelehrung: binnen eines Monats (§ 70 Abs. 1 VwGO)", "Rückfragen: Telefon 0123 900104",
      "Tel. 900104", "Telefon: +49 123 900104", "Fax 0123/900104-5", "Rechnungsnummer: 900104", "Rechnung Nr. 900104",
      "Rechnungs-Nr. RE-2026-10023", "Bescheid vom 30.11.2026, 900 Euro bis 15.12.26", "12 000 EUR, 1.250,00 €",
      "IBAN DE12 3456 7890 1234 5678 90, BIC MARKDEF1100", "USt-IdNr. DE123456789", "Steuernummer 123/456/78901",
      "Prüfung am 2026-12-14 um 08:30 Uhr, Raum 1204", "Schuljahr 2026/27, Ring 12a, DIN A4", "www.ihk.example/900104",
      "kammer900104@ihk.example", "Bescheid-Nr. 900104", "Geben Sie stets Ihre Azubinummer an.",
      "Konto 900104", "Postfach 90 01 04", "Wenden Sie sich an 98765 Neustadt, Marktplatz 3, Herrn Kühn.",
      "Azubinummer 900101, Seite 2", "Gartenweg 900, 1. Stock, 3 Tage, 50 %",
    ])
  func `what only stands in a letter neither begins another nor gives it to somebody else`(page: String) {
    let expected = page.contains("98765 Neustadt") ? ["0 1", "1 ?", "2 2"] : ["0–1 1", "2 2"]
    #expect(Self.cut([Self.tobias, page, Self.lea]) == expected, "\(page)")
  }

  @Test func `a number of somebody else in a telephone or an address never changes who gets a page`() {
    // Nobody can tell: a person looks at it.
    for page in [
      "Wählen Sie 0123 900104", "10023 Neustadt", "900104 EUR", "Kassenzeichen 900104", "Az. 900104", "Rechnung 900104",
      "Bescheid 900104",
    ] {
      #expect(Self.cut([Self.tobias, page]) == ["0 1", "1 ?"], "\(page)")
      #expect(Self.cut(["\(Self.tobias)\n\(page)"]) == ["0 1"], "\(page)")
    }
  }

  @Test func `what stands on the letters of several people is nobody's number`() {
    let head = "Kammer 55443 Musterstadt, Vorgang 7788990\n"
    #expect(Self.cut([head + Self.tobias, head + "Seite 2", head + Self.lea, head + "Seite 2"]) == ["0–1 1", "2–3 2"])
  }

  @Test func `what stood on the page before goes on, another invoice is another letter`() {
    let (first, second) = ("\nRechnungsnummer RE-1-4711, Objekt 5544332", "Rechnungsnummer RE-1-4711, Objekt 5544332")
    #expect(Self.cut([Self.tobias + first, second, "Rechnungsnummer RE-1-4712"]) == ["0–1 1", "2 ?"])
  }

  @Test func `an unknown letter of two pages is one part, and so is one of somebody known`() {
    #expect(Self.cut(["Azubinummer 987654", "Azubinummer 987654", "Seite 2"]) == ["0–2 ?"])
    #expect(Self.cut([Self.tobias, Self.tobias, "Seite 2", Self.lea]) == ["0–2 1", "3 2"])
    #expect(Self.cut(["Deckblatt", Self.tobias]) == ["0 -", "1 1"], "nobody is before the first number")
    #expect(Self.cut([Self.tobias, "An 987654", "Seite 2", Self.lea]) == ["0 1", "1–2 ?", "3 2"])
  }

  @Test(
    arguments: [
      ("Azubinummer 900104, Betriebsnummer 900107", RecipientKind.apprentice, "0 2"),
      ("Betrieb 900107, Azubinummer 900104", .company, "0 3"), ("Betriebsnummer 900107", .company, "0 3"),
      ("Azubinummer 900104", .company, "0 ?"), ("Teilnehmernummer 900104", RecipientKind(.examParticipant), "0 2"),
      ("Prüfer-Nr. 900104", RecipientKind(.examiner), "0 2"),
      ("Ausbilder-Nr. 900104", RecipientKind(.instructor), "0 2"), ("Ausbilder-Nr. 900104", .company, "0 ?"),
      ("Ausbildungsbetrieb 900107", .company, "0 3"), ("An A-1001", .apprentice, "0 4"),
      ("Teilnehmer 900.104", .apprentice, "0 2"),
      ("90 01 04", .apprentice, "0 2"), ("Azubinummer: 900 104 vom 01.08.2026", .apprentice, "0 2"),
      ("Azubinummer Datum Bearbeitung\n900104 30.11.2026 Frau Kühn", .apprentice, "0 2"),
      ("Ingrid 900104", .apprentice, "0 2"),
      ("Steuerfachangestellte 900104", .apprentice, "0 2"), ("Bankkaufmann Nr. 900104", .apprentice, "0 2"),
      ("900104,Sommer", .apprentice, "0 2"), ("900104,900107", .apprentice, "0 +"), ("*900104*", .apprentice, "0 2"),
      ("Ihre Nr. 900104", .apprentice, "0 2"),
    ])
  func `the word before a number tells whose it is`(page: String, kind: RecipientKind, expected: String) {
    #expect(Self.cut([page], for: kind) == [expected], "\(page)")
  }

  @Test func `a part is compared with how long the others usually are`() {
    #expect([2, 2, 4, 2].indices.map { NumberRules.usualLength(beside: $0, of: [2, 2, 4, 2]) } == [2, 2, 2, 2])
    #expect(NumberRules.usualLength(beside: 0, of: [3]) == nil)
    #expect(NumberRules.usualLength(beside: 0, of: [2, 4]) == 4)
    #expect(NumberRules.usualLength(beside: 0, of: [2, 2, 4, 4, 2]) == 2)
  }
}
