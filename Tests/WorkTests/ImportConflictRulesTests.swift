import Chronology
import Testing
import Work

/// When a number may mean somebody else: a table of cases.
struct ImportConflictRulesTests {
  private typealias Kind = ImportConflict.Kind
  private static let day = CalendarDate(year: 2008, month: 3, day: 9)
  private static let other = CalendarDate(year: 2001, month: 1, day: 1)

  private func person(_ name: String, _ birth: CalendarDate?) -> ImportedSubject.Identity {
    let parts = name.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return .person(firstName: parts[0], lastName: parts[1], birthDate: birth)
  }

  @Test(
    arguments: [
      ("Anna|Müller", "Anna|Müller", true, nil), ("Anna|Müller", "ANNA|Mueller", true, nil),
      ("Anna|Müller", "Anna|Schulz", true, .name), ("Anna|Müller", "Anna|Müller-Schulz", true, .name),
      ("Anna|Müller", "Anna|Müller", false, .birthDate), ("Anna|Müller", "Anna|Schulz", false, .person),
      ("Dmytro|Schreiber", "François|Schulze", false, .person), ("Anna|Müller", "Ben|Schulz", true, .person),
      ("Mia|Müller", "Lia|Müller", true, .firstName), ("Max|Müller", "Maximilian|Müller", true, nil),
      ("Max Peter|Müller", "Peter|Müller", true, nil), ("|Müller", "Anna|Müller", true, nil),
    ] as [(String, String, Bool, ImportConflict.Kind?)])
  func `persons are told apart by names and birth`(
    before: String, after: String, sameBirth: Bool, kind: ImportConflict.Kind?
  ) {
    let found = ImportConflictRules.identity(
      person(before, Self.day), person(after, sameBirth ? Self.day : Self.other))
    #expect(found == kind)
  }

  @Test func `a birth that is not known tells nothing`() {
    #expect(ImportConflictRules.identity(person("A|B", nil), person("A|B", Self.day)) == nil)
    #expect(ImportConflictRules.identity(person("A|B", Self.day), person("A|B", nil)) == nil)
    #expect(ImportConflictRules.identity(person("A|B", nil), person("A|C", nil)) == .name)
  }

  @Test(arguments: [
    ("Reisebüro Schmid|Weg 1|24103|Kiel", "Immobilien Winkler|Allee 9|24103|Kiel", true),
    ("Bäckerei Grün|Weg 1|24103|Kiel", "Bäckerei Schwarz|Weg 1|20095|Hamburg", true),
    ("Blau|Weg 1|24103|Kiel", "Hellblau|Weg 1|24103|Kiel", false),
    ("Bäckerei Grün GmbH|Weg 1|24103|Kiel", "Bäckerei Grün|Allee 9|20095|Hamburg", false),
    ("Bäckerei Grün|Weg 1|24103|Kiel", "Baeckerei Gruen & Co. KG|Weg 1|24103|Kiel", false),
    ("Reisebüro Schmid|||", "Immobilien Winkler|||", true), ("Reisebüro Schmid|||", "Reisebüro Schmid GmbH|||", false),
    ("Reisebüro Schmid|Weg 1|24103|Kiel", "Immobilien Winkler|||", true),
    ("Bäckerei Grün|Weg 1|24103|Kiel", "Bäckerei Schwarz|Allee 9|24103|Kiel", true),
    ("Bäckerei Grün|Weg 1|24103|Kiel", "Bäckerei Schwarz|WEG 1|24103|Kiel", false),
    ("Bäckerei Grün|Weg 1||", "Bäckerei Schwarz|Weg 1|20095|Hamburg", false), ("***|||", "***|||", false),
    ("***|||", "Bäckerei Schwarz|||", true),
  ])
  func `companies are told apart by name and place`(before: String, after: String, isOther: Bool) {
    func company(_ text: String) -> ImportedSubject.Identity {
      let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return .company(name: parts[0], street: parts[1], postcode: parts[2], place: parts[3])
    }
    #expect(ImportConflictRules.identity(company(before), company(after)) == (isOther ? .company : nil))
  }
}
