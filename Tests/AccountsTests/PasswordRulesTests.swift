import Testing

@testable import Accounts
import Database
import Work

struct PasswordRulesTests {
  private let rules: PasswordRules

  init() throws {
    rules = PasswordRules(
      minimumLength: 12, common: try CommonPasswords.shipped(),
      context: ["Kammerportal", "Kammer Musterstadt", "12345 Musterstadt", "www.kammer-musterstadt.example"])
  }

  private func problem(_ password: String) -> PasswordProblem? {
    rules.problem(with: password, personal: ["Jörg", "Müller-Lüdenscheidt", "joerg@holzwerk.example", "Holzwerk Nord"])
  }

  @Test(arguments: [
    "blaue Kaffeetasse am See", "correct horse battery staple", "ganz neues Passwort 7", "tR4!kq9_zzP2",
    "Übergrößenträger?", "ein zwei drei vier", "🐎🔋📎🐎 stimmt genau",
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

  @Test(arguments: [
    "Kammer Musterstadt", "Musterstadt2026", "musterstadt-kammer-1", "Kammerportal123!", "Kammerportal 2026!",
    "password password", "Passwort.Passwort", "letmeinletmein", "hallohallohallo", "xkqzpw xkqzpw", "qwertzuiopas",
    "asdfghjklöyx", "1qay2wsx3edc", "administrator", "Administrator1!", "1234567890ab", "987654321098", "Sommer2026!!!",
    "SommerSonne2026", "Berlin-2026-Berlin", "p@ssw0rtp@ssw0rt", "iloveyou12345", "monkeydragon12", "Ausbildung2026!",
    "abcdefghijkl", "ｐａｓｓｗｏｒｔ１２３４",
  ])
  func `words of the list and of the place, walks and rows put together are refused`(password: String) {
    #expect(problem(password) == .common)
  }

  @Test(arguments: ["Bückeburg-2026", "bueckeburg Kammer", "BÜCKEBURG123456"])
  func `the place of the chamber is refused, which no list knows`(password: String) throws {
    func rules(_ context: [String]) throws -> PasswordRules {
      PasswordRules(minimumLength: 12, common: try CommonPasswords.shipped(), context: context)
    }
    let elsewhere = try rules(["Kammer Musterstadt"])
    #expect(elsewhere.problem(with: password, personal: []) == nil, "good enough where it is no name of the house")
    #expect(try rules(["31675 Bückeburg"]).problem(with: password, personal: []) == .common)
  }

  @Test func `what is judged is what is hashed, and nothing too long is looked at`() {
    #expect(problem("Gru\u{308}ße an die Chefetage") == nil)
    #expect(problem(String(repeating: "a\u{301}\u{323}", count: 100_000)) == .tooLong(1000))
    #expect(problem(String(repeating: "wort und zahl ", count: 72)) == .tooLong(1000))
  }

  @Test(arguments: [
    "jörg und sein Hund", "xx-MÜLLER-42-yy-zz", "mein holzwerk 1998", "joerg ist der Beste", "die Lüdenscheidts 1",
    "luedenscheidt 1998",
  ])
  func `what others know of the person is refused`(password: String) {
    #expect(problem(password) == .personal)
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
