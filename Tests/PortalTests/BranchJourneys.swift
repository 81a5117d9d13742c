import Chronology
import Database
import TestDatabases
import TestPortal
import Testing

/// Head offices and their branches.
struct BranchJourneys {
  private let lines = [
    "400 1001;Holzwerk Nord;;;Weg 1;12345;Ort;;;;;;KMPR-TZWB-LHL",
    "400 1002;Holzwerk Hafen;;;Kai 3;12345;Ort;;;400 1001;;;I1l0-OoZ9",
    "400 1003;Holzwerk Süd;;;Weg 8;12345;Ort;;;400 1001;;;",
  ]

  @Test(arguments: eachEngine())
  func `a head office reaches a branch once the chamber enabled it, and the branch never sees its head office`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(contentsOf: lines)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@holzwerk.example", on: portal)
      let head = try await petra.verify("4001001", "KMPR-TZWB-LHL").path
      let ali = portal.visitor(from: "192.0.2.42")
      try await ali.registered("Ali", "Kai", "ali@hafen.example", on: portal)
      let branch = try await ali.verify("4001002", "I1l0-OoZ9").path
      #expect(try await petra.get(branch).status == 404)
      let (headID, branchID) = (id(head), id(branch))
      let officer = try await portal.officer()
      try await officer.get("/kammer/betriebe/\(headID)")
      try await officer.press("/kammer/betriebe/\(headID)/filialen/\(branchID)/freischalten")
      #expect(try await petra.get(branch).text.contains("Holzwerk Hafen"))
      #expect(try await petra.get("\(branch)/einladen").status == 403, "the branch's people stay the branch's own")
      #expect(try await petra.get("/").text.contains("Holzwerk Hafen"))
      #expect(try await ali.get(head).status == 404)
      try await officer.get("/kammer/betriebe/\(headID)")
      try await officer.press("/kammer/betriebe/\(headID)/filialen/\(branchID)/beenden")
      #expect(try await petra.get(branch).status == 404, "gone on the next click")
    }
  }

  @Test(arguments: eachEngine())
  func `a company that is no branch of the other cannot be granted to it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(contentsOf: lines + ["400 2001;Bäckerei;;;Weg 1;12345;Ort;;;;;;"])
      let ids = try await portal.database.read { connection -> [Int64] in
        try connection.rows("SELECT id FROM companies ORDER BY number_key").map { try $0["id"] }
      }
      let officer = try await portal.officer()
      try await officer.get("/kammer/betriebe/\(ids[0])")
      let answer = try await officer.press("/kammer/betriebe/\(ids[0])/filialen/\(ids[3])/freischalten")
      #expect(answer.text.contains("Es gab nichts zu tun"))
      let granted: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM branch_access") }
      #expect(granted == 0)
    }
  }

  private func id(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
