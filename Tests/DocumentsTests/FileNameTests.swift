import Testing

@testable import Documents

/// To whom a file of an archive goes by its name, and when nobody can tell.
struct FileNameTests {
  private static let known: [String: Int64] = ["23": 1, "A1001": 2, "A1002": 3, "900104": 4, "10023": 5]

  private static func strangers(_ names: String...) -> [Set<String>] {
    FileNameRules.strangers(inNames: names, known: known)
  }

  @Test(arguments: [
    "Berufung 23 47111", "Berufung 47111 23", "Ladung A-1001 A-1009", "Ladung A-1001 A-10O9", "900104 900108",
    "900104_9001O8", "A-1001 987654", "Prüfer 23 24", "10023 Bescheid 10024", "A-1001 (987654)", "A-1001 20261399",
  ])
  func `a number that nobody has beside a known one is nobody's file`(name: String) {
    #expect(Self.strangers(name).first?.isEmpty == false, "\(name)")
  }

  @Test(arguments: [
    "A-1001", "Einladung_A1002_final", "A-1001 Blatt12", "Berufung 23 20261130", "Berufung 23 2026-11-30",
    "Berufung 23 30.11.2026", "Berufung 23 30-11-2026", "Berufung 23 301126", "Berufung 2026 23", "2026-11 23",
    "Schuljahr 2026-27 A-1001", "Scan_20261130_143012_A-1001", "20261130143012 A-1001", "Einladung 900104 v2",
    "Rechnungsnr 2026-00123 A-1001", "Tel 0431123456 A-1001", "Bescheid 100 23", "A 1001 Teil 3 von 12 Anlage",
    "Bescheid_10023", "90 01 04 Ladung", "A-1001 A1001",
  ])
  func `days, copies and other words keep no file from its person`(name: String) {
    let isTwelve = name.contains("von 12")
    #expect(Self.strangers(name) == [isTwelve ? ["12"] : []], "\(name)")
  }

  @Test func `a name that no disk takes says nothing, however many numbers it has`() {
    let name = String(repeating: "900104 ", count: 9_000)
    #expect(NumberRules.numbers(inName: name).isEmpty && Self.strangers(name) == [[]])
  }

  @Test func `what stands in the names for several persons is nobody's number`() {
    #expect(Self.strangers("Lauf 55443 A-1001", "Lauf 55443 A-1002") == [[], []])
    #expect(Self.strangers("Lauf 55443 A-1001", "Lauf 55444 A-1002") == [["55443"], ["55444"]])
    #expect(Self.strangers("Lauf 55443 A-1001", "Lauf 55443 A-1001 Seite 2") == [["55443"], ["55443"]])
  }
}
