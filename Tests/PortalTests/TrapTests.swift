import Foundation
import Testing

/// What ends a process in Swift when a value is odd may not stand where values come from outside: a conversion that traps,
/// a forced unwrapping, a try that must not fail. `TypedNumber` and `TypedDate` are the way for what people type.
struct TrapTests {
  /// A place that was looked at, with the reason why no value from outside can end the process there.
  private struct Reviewed {
    let file: String
    /// A part of the line; nothing for all of the file.
    var part = ""
    let reason: String
  }

  private static let conversions = [
    Reviewed(file: "Chronology/", reason: "the checked way itself; days and instants are held within their ends"),
    Reviewed(file: "Sodium/", reason: "sizes and codes of a C library, lengths of arrays"),
    Reviewed(file: "Database/", reason: "sizes, codes and column numbers of C libraries; 64-bit integers of rows"),
    Reviewed(file: "Typesetting/", reason: "codes of the system, lengths of arrays, bytes into wider integers"),
    Reviewed(file: "Postbox/Mail/", reason: "codes of libcurl, settings within ranges, bytes into wider integers"),
    Reviewed(file: "Accounts/SecondFactor/OneTimePassword.swift", reason: "bytes of a digest, steps of the clock"),
    Reviewed(file: "Web/Layout/Colour.swift", reason: "six hexadecimal digits, checked; shares between 0 and 1"),
    Reviewed(file: "Web/Server/Gzip.swift", reason: "sizes of our own assets at start"),
    Reviewed(file: "Accounts/Rules/LetterCode.swift", part: "UInt8(other.value)", reason: "ASCII, asked before"),
    Reviewed(file: "Accounts/Rules/PasswordRules.swift", part: "Int($0.value)", reason: "a Unicode scalar is small"),
    Reviewed(file: "Web/Forms/FormInput.swift", part: "digits[Int(byte", reason: "half a byte"),
    Reviewed(file: "Web/Server/SpooledBody.swift", part: "Int(ENOSPC)", reason: "codes of the system"),
    Reviewed(file: "TrainingRecords/Signing/SignOff.swift", reason: "32-bit length of a field that has a limit"),
    Reviewed(file: "Portal/Operation/InstallationCheck.swift", part: "timeIntervalSince1970", reason: "the clock"),
    Reviewed(file: "Portal/Operation/PortalServer.swift", part: "min(limit.rlim_cur", reason: "a million at most"),
    Reviewed(file: "Web/Server/ConnectionRules.swift", part: "Double(received)", reason: "an integer into a fraction"),
    Reviewed(file: "Web/Server/Envelope.swift", part: "Double(Int(span", reason: "spans are held within their ends"),
    Reviewed(file: "Work/Worker.swift", reason: "keys of rows, spans within their ends"),
    Reviewed(file: "Portal/Operation/OperationPages.swift", part: "Int32(_SC_PAGESIZE)", reason: "code of the system"),
    Reviewed(file: "Work/Tables/", part: "Int(byte - 0x80)", reason: "a byte from 0x80 to 0x9F"),
    Reviewed(file: "Work/Tables/", part: "UInt32(byte)", reason: "a byte into a wider integer"),
    Reviewed(file: "Work/Tables/", part: "UInt16(", reason: "a byte into a wider integer"),
  ]

  private static let unwrappings = [
    Reviewed(file: "Documents/DocumentSettings.swift", part: "month: 8, day: 1)!", reason: "a constant day"),
    Reviewed(file: "Sodium/SecretKey.swift", reason: "32 bytes, made on the same line"),
    Reviewed(file: "Typesetting/WorkerChannel.swift", part: "baseAddress!", reason: "buffers that are not empty"),
  ]

  private static let endings = [
    Reviewed(file: "Sodium/Sodium.swift", part: "precondition(ready", reason: "no start without libsodium"),
    Reviewed(file: "Accounts/SecondFactor/OneTimePassword.swift", part: "precondition(", reason: "libcrypto's HMAC"),
    Reviewed(file: "Postbox/Mail/SMTPTransfer.swift", part: "preconditionFailure", reason: "our own pointer, back"),
    Reviewed(file: "TrainingRecords/Week/WeekContent.swift", part: "try! encoder", reason: "texts and integers only"),
  ]

  private static let dictionaries = [
    Reviewed(file: "Exams/Persons/ExamPersonLetterQueries.swift", reason: "keys of rows, unique by the schema"),
    Reviewed(file: "Companies/Import/", reason: "names of columns, written beside each other"),
    Reviewed(file: "Apprenticeships/Import/", reason: "names of columns, written beside each other"),
    Reviewed(file: "Postbox/Letters/LetterPrinting.swift", reason: "kinds that the portal declares at start"),
    Reviewed(file: "Work/Worker.swift", reason: "kinds that the portal declares at start"),
    Reviewed(file: "Work/Imports/UploadedImport.swift", reason: "kinds that the portal declares at start"),
  ]

  @Test func `numbers are made of text and of fractions only where the range is checked first`() throws {
    let label = #"(?!clamping:|exactly:|truncatingIfNeeded:|bitPattern:|ascii:|settingText:|\d|\))"#
    let patterns = [
      try Regex(#"\b(?:Int|UInt)(?:8|16|32|64)?\("# + label), try Regex(#"\bDouble\("# + label),
      try Regex(#"\b(?:U?Int(?:8|16|32|64)?|Double|Float)\.init\b"#), try Regex(#"map\((?:Int|Int64|Double)\)"#),
    ]
    try Self.expectNone(patterns, hints: ["Int", "Double", "Float"], but: Self.conversions)
  }

  @Test func `days of typed text come from one place`() throws {
    // With a label it is the calendar's own; a variable that was typed belongs into TypedDate.
    let places = [
      Reviewed(file: "Chronology/", reason: "the place itself"),
      Reviewed(file: "Database/ColumnValue.swift", reason: "reads what was stored"),
      Reviewed(file: "Chamber/SettingsAndJournal.swift", reason: "shows what was stored, or the text as it is"),
      Reviewed(file: "Chamber/Imports/ImportTables.swift", reason: "shows what was stored, or the text as it is"),
      Reviewed(file: "TrainingRecords/Access/ReleasePages.swift", reason: "a week that was stored; nil for others"),
      Reviewed(file: "TrainingRecords/Export/ExportPages.swift", reason: "a week by name; nil for others"),
    ]
    try Self.expectNone(
      [try Regex(#"\bCalendar(?:Date|Week)\((?!year:|of:|dayNumber:|knownYear:|\))"#)], hints: ["Calendar"], but: places
    )
  }

  @Test func `nothing is computed in the line that reads a number`() throws {
    try Self.expectNone([try Regex(#"TypedNumber\.\w+\(.*\)[^?{]* [*+] "#)], hints: ["TypedNumber."], but: [])
  }

  @Test func `nothing is unwrapped by force, tried or cast without a way out`() throws {
    try Self.expectNone([try Regex(#"[\w\)\]]!(?![=\w"])"#)], hints: ["!"], but: unwrappingsWithReason())
    try Self.expectNone(
      [try Regex(#"\btrapping\b"#), try Regex(#"\bas!"#), try Regex(#"\b(?:fatalError|precondition(?:Failure)?)\("#)],
      hints: ["try!", "as!", "fatalError", "precondition"], but: Self.endings)
    let transient = Reviewed(
      file: "Database/SQLiteSteps.swift", part: "sqlite3_destructor_type", reason: "a constant of SQLite is this cast")
    try Self.expectNone([try Regex(#"unsafelyUnwrapped|unsafeBitCast"#)], hints: ["unsafe"], but: [transient])
  }

  private func unwrappingsWithReason() -> [Reviewed] {
    Self.unwrappings + [Reviewed(file: "Chronology/WallClock.swift", part: "3600)!", reason: "plus one hour exists")]
  }

  @Test func `no dictionary ends the process over a key that comes twice`() throws {
    try Self.expectNone([try Regex("uniqueKeysWithValues")], hints: ["uniqueKeys"], but: Self.dictionaries)
  }

  /// - Parameter hints: what stands in each line that a pattern can find; expressions are slow, lines are many.
  private static func expectNone(
    _ patterns: [Regex<AnyRegexOutput>], hints: [String], but reviewed: [Reviewed]
  ) throws {
    let root = Repository.root.appendingPathComponent("Sources").path + "/"
    let found = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    #expect(found.count > 300)
    for file in found.sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: root + file, encoding: .utf8)
      guard hints.contains(where: text.contains) else { continue }
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        guard hints.contains(where: line.contains) else { continue }
        let code = bare(line)
        guard patterns.contains(where: { code.firstMatch(of: $0) != nil }) else { continue }
        let isReviewed = reviewed.contains { file.hasPrefix($0.file) && ($0.part.isEmpty || line.contains($0.part)) }
        #expect(isReviewed, "\(file):\(number + 1): \(line.trimmingCharacters(in: .whitespaces))")
      }
    }
  }

  /// A line without its comment and without what stands in quotes.
  private static func bare(_ line: Substring) -> String {
    let code = line.firstRange(of: "// ").map { line[..<$0.lowerBound] } ?? line
    guard !code.drop(while: \.isWhitespace).hasPrefix("///") else { return "" }
    return String(code.replacing("try!", with: "trapping").replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\""))
  }
}
