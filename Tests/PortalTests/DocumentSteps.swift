import Database
import Documents
import Foundation
import Portal
import Settings
import TestPortal
import Testing
import Work

/// The steps of journeys with documents.
extension TestPortal {
  static let enteredHeader = TestPortal.apprenticeHeader + ";eintragung"
  /// Lea is 17, has no e-mail address and an entry after the cut-off day.
  static let enteredLea =
    "A-1001;Lea;Sommer;03.04.2009;Gartenweg 3;12345;Musterstadt;;4002001;29222;B-77;01.08.2026;31.07.2029;;15.08.2026"
  static let enteredMax =
    "A-1002;Max;Meier;05.06.2008;Ring 1;12345;Musterstadt;max@meier.example;4002001;29222;;01.08.2026;31.07.2029;;20.08.2026"
  static let paperŞule =
    "A-1003;Şule;Öztürk;;;;;;4002002;26252;B-78;01.09.2025;28.02.2029;;15.09.2025"

  /// Petra administers the bakery, whose two new apprentices were entered after the cut-off day.
  func bakeryWithEntries() async throws -> Browser {
    let petra = try await bakerOfRegister()
    try await importFile(
      "apprenticeships", Self.enteredHeader, Self.enteredLea, Self.enteredMax, Self.paperŞule)
    return petra
  }

  /// Issues the confirmations that are missing, as an officer orders them, and tells the recipients.
  func confirmEntries(by officer: Browser) async throws {
    try await officer.get("/kammer/dokumente/bestaetigungen")
    try await officer.press("/kammer/dokumente/bestaetigungen")
    try await application.longWorker.performAllDue()
    try await application.tendDocuments()
  }

  /// Max with an account, by the mail that came along with his confirmation.
  func max() async throws -> Browser {
    let max = visitor(from: "192.0.2.31")
    try await max.redeem("max@meier.example", try await newestCode(to: "max@meier.example") ?? "")
    return max
  }

  /// What an officer sees after a batch was uploaded and taken apart in the background.
  func batch(
    _ officer: Browser, _ file: [UInt8], named name: String, _ fields: [(String, String)]
  ) async throws -> Page {
    let waiting = try await officer.upload("/kammer/dokumente/stapel", file: file, named: name, fields: fields)
    #expect(waiting.text.contains("Sie können die Seite verlassen"), "\(waiting.text.suffix(400))")
    try await application.readingWorker.performAllDue()
    return try await officer.get(waiting.path).followed(by: officer)
  }

  /// Uploads one PDF and says yes to the person who is shown.
  func issue(
    _ officer: Browser, _ file: [UInt8], named name: String = "b.pdf", _ fields: [(String, String)]
  ) async throws -> Page {
    let shown = try await officer.upload("/kammer/dokumente/neu", file: file, named: name, fields: fields)
    guard shown.path.contains("/entwurf/") else { return shown }
    return try await officer.press("\(shown.path)/ausstellen")
  }

  /// What the store holds as files.
  func storedFiles() throws -> [URL] {
    let folders = try FileManager.default.contentsOfDirectory(
      at: application.configuration.documentFolder, includingPropertiesForKeys: nil)
    return try folders.filter { $0.lastPathComponent.count == 2 }.flatMap {
      try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
    }
  }

  /// The text of the newest printed run of a kind of letter.
  func lettersText(of kind: String) async throws -> String {
    let folder = application.configuration.letterFolder.path
    let runs = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("\(kind)-") }
    return try await lettersText(runs.sorted().last ?? "no run of \(kind)")
  }

  func receipts() async throws -> [String] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT r.kind, r.opened_at, r.opened_by, r.opened_deputyship FROM document_recipients r
        WHERE r.opened_at IS NOT NULL ORDER BY r.id
        """
      ).map { row in
        let kind: String = try row["kind"]
        let (at, by): (Int64, Int64) = (try row["opened_at"], try row["opened_by"])
        let deputyship: Int64? = try row["opened_deputyship"]
        return "\(kind) \(at) \(by) \(deputyship ?? 0)"
      }
    }
  }
}

extension Browser {
  /// The address of the first document in the person's list.
  func newestDocument(_ list: String = "/dokumente") async throws -> String {
    let page = try await get(list)
    return page.body.firstMatch(of: /\/(kammer\/)?dokumente\/\d+/).map { String($0.output.0) } ?? "/nothing"
  }
}

extension Page {
  /// The page that an answer leads to; itself when it leads nowhere.
  func followed(by browser: Browser) async throws -> Page {
    guard status == 303, let path = header("location") else { return self }
    return try await browser.get(path)
  }
}

/// Runs one of the programs that read PDFs independently.
func read(_ pdf: [UInt8], with program: String, _ arguments: [String], in folder: URL) throws -> String {
  let file = folder.appendingPathComponent("read-\(UUID().uuidString).pdf")
  try Data(pdf).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
  process.arguments = arguments.map { $0 == "FILE" ? file.path : $0 }
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}
