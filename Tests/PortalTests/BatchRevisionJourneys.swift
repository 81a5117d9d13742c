import Database
import Documents
import Portal
import TestDatabases
import TestPortal
import Testing
import Web
import Work

/// A batch is issued as the officer saw it who gave the word.
struct BatchRevisionJourneys {
  private static let batch = [("art", "invitation"), ("titel", "Einladung zur Prüfung"), ("empfaenger", "apprentice")]

  @Test(arguments: eachEngine())
  func `what a colleague changed meanwhile is looked at again before it is issued`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let pages = ["Azubinummer A-1001", "Azubinummer 987654", "Azubinummer A-1002"]
      let page = try await portal.batch(klaus, try await portal.pdf(pages), named: "alle.pdf", Self.batch)
      let path = page.path
      let parts = page.body.matches(of: /teile\/(\d+)\?ansehen/).compactMap { Int($0.output.1) }.sorted()
      try #require(parts.count == 3)
      let form = "\(path)/teile/\(parts[1])/zuordnen"
      let shown = try await karla.get("\(form)?nummer=A-1003")
      let person = try #require(shown.body.firstMatch(of: /name="person" value="(\d+)"/)?.1)
      #expect(
        try await karla.press(form, [("nummer", "A-1003"), ("person", String(person)), ("fassung", "0")]).status == 200)
      let stale = try await klaus.press("\(path)/ausstellen")
      #expect(stale.status == 409 && stale.text.contains("Der Stapel hat sich inzwischen geändert"))
      try await klaus.get(path)
      try await karla.press("\(path)/teile/\(parts[2])/weglassen")
      #expect(try await klaus.press("\(path)/teile/\(parts[0])/weglassen").status == 409)
      #expect(try await klaus.press("\(path)/ausstellen", [("fassung", "")]).status == 409, "nor what nobody saw")
      #expect(try await portal.count("document_batches", "state = 'previewed'") == 1)
      try await klaus.get(path)
      try await klaus.press("\(path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await portal.count("documents") == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `of fifty who issue and drop at once no document goes out that was dropped before`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pages = ["Azubinummer A-1001", "Azubinummer A-1002"]
      let page = try await portal.batch(officer, try await portal.pdf(pages), named: "alle.pdf", Self.batch)
      let part = try #require(page.body.firstMatch(of: /teile\/(\d+)\/weglassen/)?.1)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<50 {
          let action = index.isMultiple(of: 2) ? "ausstellen" : "teile/\(part)/weglassen"
          group.addTask { try await officer.press("\(page.path)/\(action)", [("fassung", "0")]).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(!statuses.contains(500))
      let (running, dropped) = (
        try await portal.count("document_batches", "state = 'running'"),
        try await portal.count("document_batch_items", "problem = 'dropped'")
      )
      #expect(running + dropped == 1, "one of both happened, and the other was told")
    }
  }
}
