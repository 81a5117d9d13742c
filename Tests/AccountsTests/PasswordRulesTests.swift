import Testing

@testable import Accounts
import Database
import Work

struct PasswordRulesTests {
  private let rules: PasswordRules

  init() throws {
    rules = PasswordRules(minimumLength: 12, common: try CommonPasswords.shipped())
  }

  private func problem(_ password: String) -> PasswordProblem? {
    rules.problem(with: password, personal: ["Jörg", "Müller-Lüdenscheidt", "joerg@holzwerk.example", "Holzwerk Nord"])
  }

  @Test(arguments: [
    "blaue Kaffeetasse am See", "tR4!kq9_zzP2", "Übergrößenträger?", "ein zwei drei vier", "🐎🔋📎🐎 stimmt genau",
  ])
  func `long passwords of any characters are taken`(password: String) {
    #expect(problem(password) == nil)
  }

  @Test func `short ones are refused with the length wanted`() {
    #expect(problem("elf Zeichen") == .tooShort(12))
  }

  @Test(arguments: [
    "passwort1234", "Handwerkskammer", "handwerkskammer2026!", "aaaaaaaaaaaa", "123456789012", "121212121212",
  ])
  func `what anyone tries first is refused`(password: String) {
    #expect(problem(password) == .common)
  }

  @Test(arguments: ["jörg und sein Hund", "xx-MÜLLER-42-yy-zz", "mein holzwerk 1998", "joerg ist der Beste"])
  func `what others know of the person is refused`(password: String) {
    #expect(problem(password) == .personal)
  }
}

struct EmailAddressTests {
  @Test(arguments: [
    ("Lea.Sommer@Example.DE", "Lea.Sommer@example.de"), (" a@b.de\u{200B}", "a@b.de"),
    ("o'neil+kammer@mail.co.uk", "o'neil+kammer@mail.co.uk"),
  ])
  func `addresses are kept as typed, without blanks and with the domain in lower case`(typed: String, kept: String) {
    #expect(EmailAddress(typed)?.text == kept)
  }

  @Test(arguments: [
    "", "lea", "lea@", "@b.de", "a b@c.de", "a@b", "a@b..de", "a@-b.de", "a@b.de\r\nBcc: x@y.de", "ä@b.de",
  ])
  func `what is no address is refused`(typed: String) {
    #expect(EmailAddress(typed) == nil)
  }

  @Test func `one person has one key whatever the case`() {
    #expect(EmailAddress("Lea@Example.de")?.key == EmailAddress("lea@example.DE")?.key)
  }

  @Test func `a likely slip of the domain gets a proposal`() {
    #expect(EmailAddress("lea@gmial.com")?.suggestion == "lea@gmail.com")
    #expect(EmailAddress("lea@holzwerk.example")?.suggestion == nil)
  }
}

struct SortKeyTests {
  @Test func `umlauts and sharp s are ordered and found as dictionaries do`() {
    #expect(SortKey.make("Öztürk & Söhne") == "ozturk & sohne")
    #expect(SortKey.make("Weiß") == SortKey.make("WEISS"))
    #expect(["Zebra", "Öl", "Äpfel"].sorted { SortKey.make($0) < SortKey.make($1) } == ["Äpfel", "Öl", "Zebra"])
  }

  @Test(arguments: [
    ("Łukasz", "lukasz"), ("ŞULE YILDIZ", "sule yildiz"), ("İpek", "ipek"), ("ışık", "isik"), ("Đukić", "dukic"),
    ("Eiður", "eidur"), ("Þóra", "thora"), ("Søren Æbelø", "soren aebelo"), ("Œuvre", "oeuvre"), ("WEIẞ", "weiss"),
    ("O'Brien", "obrien"), ("O’Brien", "obrien"), ("Oʼbrien", "obrien"), ("O`Brien", "obrien"), ("O´Brien", "obrien"),
    ("Ａ－９００３", "a-9003"), ("ﬁx", "fix"), ("Mu\u{308}ller", "muller"), ("Ha\u{AD}us", "haus"),
  ])
  func `letters that a keyboard lacks are found by those it has`(text: String, folded: String) {
    #expect(SortKey.make(text) == folded)
  }

  @Test func `names with apostrophes and hyphens are found joined and apart, numbers by their digits`() {
    #expect(SortKey.indexWords("Sean O'Brien").isSuperset(of: ["sean", "obrien", "brien"]))
    #expect(SortKey.indexWords("Meyer-Schmidt") == ["meyer", "schmidt", "meyerschmidt"])
    #expect(SortKey.numberWords("A-9003") == ["a9003", "9003"])
    #expect(SortKey.numberWords("400 2001").isSuperset(of: ["4002001"]))
  }
}
