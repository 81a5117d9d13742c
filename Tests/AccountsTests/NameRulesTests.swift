import Testing

@testable import Accounts

struct NameRulesTests {
  @Test(
    arguments: [
      ("Tomasz Nowak", "Tomasz Nowak", true), ("Tomasz Nowak", "nowak, tomasz", true),
      ("Tomasz Jan Nowak", "Tomasz Nowak", true), ("Jörg Müller", "Joerg Mueller", true),
      ("Ayşe Demir", "Ayse Demir", true), ("Anna Weiß-Kara", "Anna Kara", true),
      ("Łukasz Nowak", "Lukasz Nowak", true), ("Ayşe Yıldız", "AYSE YILDIZ", true),
      ("Sean O’Brien", "Sean OBrien", true),
      ("Petra Đukić", "Petra Dukic", true), ("Anna-Lena Groß", "Anna Lena Gross", true),
      ("Tomasz Nowak", "Hans Fremd", false), ("Anna Nowak", "Tomasz Nowak", false), ("Nowak", "Tomasz Nowak", false),
      ("Nowak", "Nowak", true), ("", "", false), ("", "Tomasz Nowak", false),
    ])
  func `an account may be a person's when one name has all words of the other`(
    name: String, other: String, expected: Bool
  ) {
    #expect(NameRules.mayBeOne(name, other) == expected)
    #expect(NameRules.mayBeOne(other, name) == expected)
  }
}
