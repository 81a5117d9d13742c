import Accounts
import Apprenticeships
import Chronology
import Companies
import Exams
import Testing

@testable import Documents

/// What the law and the chamber's rules say about documents.
struct DocumentRulesTests {
  @Test(
    arguments: [
      ("2028-07-31", ExpectedExam(round: .summer, year: 2028)),
      ("2028-09-30", ExpectedExam(round: .summer, year: 2028)),
      ("2028-10-01", ExpectedExam(round: .winter, year: 2028)),
      ("2029-01-31", ExpectedExam(round: .winter, year: 2028)),
      ("2029-02-28", ExpectedExam(round: .winter, year: 2028)),
      ("2029-04-01", ExpectedExam(round: .summer, year: 2029)),
    ])
  func `the expected exam is the last one that the end of the training lies within two months of`(
    end: String, exam: ExpectedExam
  ) throws {
    #expect(ConfirmationRules.expectedExam(endsOn: try #require(CalendarDate(end))) == exam)
  }

  @Test(
    arguments: [
      ("2008-11-21", "2026-11-20", true), ("2008-11-20", "2026-11-20", false), ("2008-11-19", "2026-11-20", false),
      ("2008-02-29", "2026-02-28", true), ("2008-02-29", "2026-03-01", false), ("2011-01-01", "2026-11-20", true),
    ])
  func `somebody is a minor until the day before the 18th birthday`(
    birth: String, day: String, isMinor: Bool
  ) throws {
    let (birth, day) = (try #require(CalendarDate(birth)), try #require(CalendarDate(day)))
    #expect(ConfirmationRules.isMinor(bornOn: birth, on: day) == isMinor)
  }

  private typealias Line = (FunctionKind, Int64, Set<String>, DocumentKind, RecipientKind, Bool)

  @Test(
    arguments: [
      (FunctionKind.companyAdministrator, 7, ["training", "finance", "courses", "reading"], .fee, .company, true),
      (.companyMember, 7, ["training"], .confirmation, .company, true),
      (.companyMember, 7, ["training"], .fee, .company, false), (.companyMember, 7, ["finance"], .fee, .company, true),
      (.companyMember, 7, ["finance"], .certificate, .company, false),
      (.companyMember, 7, ["reading"], .notice, .company, true),
      (.companyMember, 7, ["courses"], .notice, .company, false),
      (.companyMember, 8, ["reading"], .notice, .company, false), (.apprentice, 7, [], .notice, .apprentice, true),
      (.apprentice, 8, [], .notice, .apprentice, false), (.apprentice, 7, [], .notice, .company, false),
      (.examiner, 7, [], .invitation, RecipientKind(.examiner), true),
      (.examiner, 7, [], .invitation, .apprentice, false),
      (.examParticipant, 7, [], .certificate, RecipientKind(.examParticipant), true),
      (.examParticipant, 8, [], .certificate, RecipientKind(.examParticipant), false),
      (.examParticipant, 7, [], .invitation, RecipientKind(.examiner), false),
      (.examiner, 7, [], .fee, RecipientKind(.examParticipant), false),
      (.instructor, 7, [], .notice, .company, false),
      (.instructor, 7, [], .invitation, RecipientKind(.instructor), true),
      (.instructor, 8, [], .invitation, RecipientKind(.instructor), false),
      (.officer, 7, ["documents"], .notice, .company, false),
    ] as [Line])
  func `each function opens what is its own`(
    function: FunctionKind, subject: Int64, rights: Set<String>, kind: DocumentKind, recipient: RecipientKind,
    expected: Bool
  ) {
    let function = PortalFunction(
      kind: function, subject: subject, title: "", rights: rights, path: "", getsDocuments: function != .officer)
    let addressee = Addressee(recipient, 7)
    #expect(DocumentAccess.mayOpen(kind, for: addressee, as: function, covers: { _ in true }) == expected)
    #expect(!DocumentAccess.mayOpen(kind, for: addressee, as: function, covers: { $0 != .documents }))
  }

  @Test(
    arguments: [
      ("bytes=0-99", 0...99), ("bytes=500-", 500...999), ("bytes=-100", 900...999), ("bytes=990-2000", 990...999),
      ("bytes=-5000", 0...999),
    ])
  func `a part of a file is what the browser asks for`(header: String, range: ClosedRange<Int>) {
    #expect(ByteRange.parse(header, size: 1000) == range)
  }

  @Test(arguments: ["", "bytes=", "bytes=1000-", "bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=-0", "bytes=a-b"])
  func `what is no range is answered as a whole`(header: String) {
    #expect(ByteRange.parse(header, size: 1000) == nil)
  }

  @Test(arguments: ["10023-Bescheid", "Bescheid_10023", "Bescheid 100 23", "10023"])
  func `the number of a file is found wherever it stands in the name`(name: String) {
    #expect(NumberRules.numbers(inName: name).contains("10023"))
  }
}
