import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import TrainingRecords

/// A deputy is named as one wherever it shows that she signed.
struct DeputySigningJourneys {
  @Test(arguments: eachEngine())
  func `a deputy who returns and signs a week is named with the person she stands in for`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let vera = portal.visitor(from: "192.0.2.60")
      try await vera.registered("Vera", "Frei", "vera@frei.example", on: portal)
      let form = try await marion.get("/profil/vertretung/neu")
      let key = form.body.firstMatch(of: /value="(instructor:\d+)"/).map { String($0.output.1) } ?? ""
      try await marion.submit(
        "/profil/vertretung/neu",
        [
          ("funktion", key), ("art", "person"), ("vertretung", "vera@frei.example"), ("bis", ""),
          ("bestaetigung", "spaeter"), ("passwort", ""), ("bereiche", "records"),
        ])
      try await vera.accepts()
      try await vera.act()
      let week = "\(path)/\(RecordJourneys.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      try await vera.submit("\(week)/zurueckgeben", [("kommentar", "Bitte genauer")], from: week)
      let named = "Vera Frei in Vertretung für Marion Berger"
      #expect(try await lea.get(week).text.contains(named), "who returned it")
      let revision = try await lea.get(week).body.firstMatch(of: /name="fassung" value="(\d+)"/).map { $0.output.1 }
      try await lea.submit(
        "\(week)/einreichen", RecordJourneys.fields(revision: Int(revision ?? "") ?? 0, [("text0", "Genauer")]),
        from: week)
      let page = try await vera.get(week)
      try await vera.submit("\(week)/abzeichnen", [("inhalt", page.seen)], from: week)
      #expect(try await lea.get(week).text.contains("\(named), "), "who signed it")
      #expect(try await marion.get(week).text.contains("abgezeichnet, \(named)"), "in the history")
      #expect(try await lea.get("\(path)/ausgabe/daten.csv").body.contains(named))
      #expect(try await lea.get("\(path)/ausgabe/daten.json").body.contains(named))
      #expect(try await portal.application.trainingRecords.damage().damaged.isEmpty)
      try await portal.database.write { try $0.execute("UPDATE record_sign_offs SET acting_for = ''") }
      #expect(try await portal.application.trainingRecords.damage().damaged.count == 1, "the name is part of the chain")
    }
  }
}
