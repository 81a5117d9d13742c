import Foundation
import Settings
import Testing
import Web

@testable import Accounts

struct NameTests {
  @Test(arguments: [
    "Anna", "Ngũgĩ wa Thiong'o", "Jean-Luc", "O’Neil", "J. R. R.", "J.R.R.", "Dr. med. Anna", "Dr.med. Anna", "Þórr",
    "José María", "İpek", "Nguyễn Thị Ấ", "山田太郎", "김철수", "محمد", "علی‌رضا", "שָׁלוֹם", "ශ්‍රී", "हिन्दी", "D'Arcy", "van der Meer",
    "Sammy, Jr.",
    String(repeating: "a", count: 100),
  ])
  func `what people are called passes as a name, whatever the script`(name: String) {
    #expect(NameRules.cleaned(name) == name.precomposedStringWithCanonicalMapping)
    #expect(NameRules.problem(of: name) == nil)
  }

  @Test(arguments: [
    ("Anna 👍🏻", NameRules.Problem.signs), ("Anna1", .signs), ("x@y.example", .signs), ("www.evil.example", .signs),
    ("https://evil", .signs), ("evil.com", .signs), ("DE12 3456", .signs), ("<b>Anna", .signs), ("-", .signs),
    ("...", .signs), ("\u{301}a", .signs), ("a\u{301}\u{302}\u{303}\u{304}\u{305}", .signs), ("☃ Anna", .signs),
    ("Kreis x\u{20DD}", .signs), ("Anna \u{E000}", .signs), ("Zahlen Sie 50 €", .signs), ("", .missing),
    (String(repeating: "a", count: 101), .tooLong),
  ])
  func `what is no name is refused, and told why`(name: String, problem: NameRules.Problem) {
    #expect(NameRules.problem(of: name) == problem)
  }

  @Test(arguments: [
    ("Max\u{202E}muster", "Maxmuster"), ("\u{2067}Max\u{2069}", "Max"), ("\u{FEFF}Max\u{200B}", "Max"),
    ("Ma\u{AD}x", "Max"), ("Max\u{200D}muster", "Maxmuster"), ("\u{200F}Max\u{0}", "Max"),
    ("  Max \t Otto\n", "Max Otto"),
    ("Max\u{A0}Otto", "Max Otto"), ("Max\u{3164}", "Max"), ("Mu\u{308}ller", "Müller"), ("\u{202E}", ""),
  ])
  func `nothing that nobody sees stays in a name`(typed: String, kept: String) {
    #expect(NameRules.cleaned(typed) == kept)
  }

  private func checked(_ first: String, _ last: String, _ tick: String = "") throws -> (String, String, FieldErrors) {
    let texts = try TextCatalogue(folders: [#require(Accounts.resources.texts)], kind: .hwk).texts(in: .german)
    var errors = FieldErrors()
    let form = NameForm(FormInput([("vorname", first), ("nachname", last), ("einname", tick)]))
    let name = form.checked(texts, missing: ("?", "?"), &errors)
    return (name.firstName, name.lastName, errors)
  }

  @Test(arguments: [("Sukarno", ""), ("", "Sukarno")])
  func `one name is a name, in whichever field it stands, once that is ticked`(first: String, last: String) throws {
    let ticked = try checked(first, last, "1")
    #expect(ticked.0.isEmpty && ticked.1 == "Sukarno" && ticked.2.isEmpty)
    #expect(try !checked(first, last).2.isEmpty)
    #expect(NameRules.full(ticked.0, ticked.1) == "Sukarno")
    #expect(try !checked("", "", "1").2.isEmpty)
  }

  @Test func `a name of 101 signs is told that it is too long, not that it is missing`() throws {
    let errors = try checked("Anna", String(repeating: "a", count: 101)).2
    #expect(errors["nachname"]?.contains("zu lang") == true && errors["vorname"] == nil)
  }
}
