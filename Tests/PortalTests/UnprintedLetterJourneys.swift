import Chronology
import Database
import Foundation
import Logging
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing
import Typesetting
import Web
@testable import Work

/// One letter that cannot be set never stops a run.
struct UnprintedLetterJourneys {
  private let companies = """
    400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;
    400 2002;Gerüstbau Kara;;;Am Bach 1;12347;Musterstadt;;;;;;
    """

  /// Letters whose subjects decide what is wrong with them.
  private struct TroublesomeLetter: LetterKind {
    let kind = "pin"
    let layout: Layout

    struct Unknown: Error {}

    func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
      try subjects.map { subject in
        guard subject != 4 else { throw Unknown() }
        let data = LetterData(["address": .lines(["Person \(subject)"]), "number": .text(String(subject))])
        guard subject == 3 else { return PreparedLetter(subject: subject, data: data) { _ in } }
        return PreparedLetter(
          subject: subject, cover: data, enclosure: URL(filePath: "/missing.pdf"), addressee: "Person 3")
      }
    }
  }

  private func layout(in folder: URL) throws -> Layout {
    try """
    #import "@kammerportal/letter:1.0.0": for-each
    #let render(data) = [
      #assert(data.number != "2")
      Brief #data.number
    ]
    #for-each(render)
    """.write(to: folder.appending(path: "letter.typ"), atomically: true, encoding: .utf8)
    return Layout(folder: folder, file: "letter.typ")
  }

  private func printing(_ kind: any LetterKind, in portal: TestPortal) -> LetterPrinting {
    let application = portal.application
    return LetterPrinting(
      database: portal.database, typesetter: application.typesetter, kinds: [kind], settings: application.settings,
      texts: application.site.catalogue.texts(in: .german), clock: portal.time.clock,
      folder: application.configuration.letterFolder, chamberKind: .hwk,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  @Test(arguments: eachEngine())
  func `letters that cannot be set wait with name and reason, and the others are printed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let now = portal.time.clock.now
      let run = try await portal.database.write { connection in
        for subject in Int64(1)...5 { try Letters.request("pin", subject: subject, now: now, in: connection) }
        let run = try Letters.startRun("pin", limit: 100, by: nil, now: now, in: connection) ?? 0
        try Jobs.add(.letters, key: "x", payload: run, due: now, now: now, in: connection)
        return run
      }
      try FileManager.default.createDirectory(
        at: portal.application.configuration.letterFolder, withIntermediateDirectories: true)
      let job = try await portal.database.read { try Jobs.job(.letters, key: "x", in: $0) }
      let kind = TroublesomeLetter(layout: try layout(in: portal.folder))
      let name = try await printing(kind, in: portal).perform(
        try #require(job), report: JobReport { _, _ in })
      let text = try await portal.lettersText(name)
      #expect(text.contains("Brief 1") && text.contains("Brief 5"))
      #expect(!text.contains("Brief 2") && !text.contains("Brief 3") && !text.contains("Brief 4"))
      let page = try await officer.get("/kammer/briefe").text
      #expect(page.contains("3 Briefe warten"))
      #expect(page.contains("Person 2 PIN für das Portal Die Briefvorlage kann nicht darstellen"))
      #expect(page.contains("Person 3 PIN für das Portal Das Dokument, das mitgeschickt werden soll, fehlt"))
      #expect(page.contains("Brief 4 PIN für das Portal Die Angaben für diesen Brief ließen sich nicht"))
      #expect(
        try await officer.get("/kammer/briefe/\(run)").text.contains("3 Briefe dieser Art ließen sich nicht drucken"))
      let again = try await portal.database.write {
        try Letters.startRun("pin", limit: 100, by: nil, now: now, in: $0)
      }
      #expect(again == run + 1, "they are tried again with the next run")
    }
  }

  /// An account that was there before names were checked.
  @Test(arguments: eachEngine())
  func `a person called with an emoji gets a PIN by post, and so does everybody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(companies)
      let anna = portal.visitor()
      try await anna.registered("Anna", "Kara", "anna@kara.example", on: portal)
      let petra = portal.visitor(from: "192.0.2.2")
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      try await portal.database.write {
        try $0.execute("UPDATE accounts SET first_name = 'Anna 👍🏻 x⃝ 𪛖' WHERE first_name = 'Anna'")
      }
      try await anna.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2002")])
      try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let lines = try await portal.lettersText("pin-1.pdf")
      // Wherever a line ends.
      let text = lines.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("Anna 👍🏻 x� � Kara") && text.contains("Petra Holz"), "\(text)")
      #expect(try await portal.officer().get("/kammer/briefe").text.contains("Es warten keine Briefe"))
    }
  }
}
