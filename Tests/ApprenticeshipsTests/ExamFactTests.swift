import Testing

@testable import Apprenticeships

/// What chambers write about exams in their files, and what it means.
struct ExamFactTests {
  @Test(
    arguments: [
      ("35", 350), ("35,0", 350), ("27,5", 275), ("27.5 %", 275), ("30%", 300), ("0,35", nil), ("0", nil), ("100", nil),
      ("-5", nil), ("3O", nil), ("", nil), ("350", nil), ("1e2", nil),
    ] as [(String, Int?)])
  func `the weight of Teil 1 is a share in per cent, never a fraction`(text: String, tenths: Int?) {
    #expect(ExamFactRules.weight(text) == tenths)
  }

  @Test(
    arguments: [
      ("Zwischenprüfung", .interim), ("ZWISCHENPRUEFUNG", .interim), ("zp", .interim), ("gestreckt", .stretched),
      ("Gestreckte Abschlussprüfung", .stretched), ("GAP", .stretched), ("ja", nil),
    ] as [(String, ExamForm?)])
  func `the form of the exam is known by the names that chambers use`(text: String, form: ExamForm?) {
    #expect(ExamFactRules.form(text) == form)
  }

  @Test(arguments: [("22342", "22342"), ("B 22342", "22342"), ("2234", nil), ("2234２", nil), ("abcde", nil)])
  func `the classification of occupations has five digits`(text: String, kldb: String?) {
    #expect(ExamFactRules.kldb(text) == kldb)
  }

  @Test func `an exam needs its law and its form, and the weight of Teil 1 where there is one`() {
    var facts = ExamFacts()
    #expect(!facts.isComplete)
    facts.law = .hwo
    facts.form = .interim
    #expect(facts.isComplete)
    facts.form = .stretched
    #expect(!facts.isComplete)
    facts.firstPartWeight = 350
    #expect(facts.isComplete)
  }
}
