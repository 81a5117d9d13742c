import Accounts
import Database
import Documents
import Portal
import TestDatabases
import TestPortal
import Testing

/// The operator's tools ask the areas, and know none of them.
struct InspectionTests {
  @Test(arguments: eachEngine())
  func `verify looks through all that the areas keep`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let found = try await portal.application.inspections()
      let lines = found.flatMap(\.lines)
      #expect(
        lines == [
          "documents: in order, 0 files", "deliveries and receipts: in order, 0",
          "training records: in order, 0 chains of sign-offs", "attached files: in order, 0",
        ])
      let (damaged, keepers) = (found.filter { !$0.isInOrder }, portal.application.fileKeepers.map(\.nameOfFiles))
      #expect(damaged.isEmpty && keepers == ["documents", "attached files"])
    }
  }

  @Test func `damage stands in place of the summary, a note beside it`() {
    let damaged = Inspection("files: in order, 2", damage: ["file 1: missing"], notes: ["1 is older"])
    #expect(damaged.lines == ["file 1: missing", "1 is older"] && !damaged.isInOrder)
  }
}
