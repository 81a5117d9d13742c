import Chamber
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

/// What whoever runs the portal decides about officers by command: the same as administrators do on the page.
struct StaffCommandTests {
  @Test(arguments: eachEngine())
  func `an officer who is changed or dismissed by command is told by mail, as by the page`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (application, address) = (portal.application, "karla@kammer.example")
      _ = try await portal.officer()
      let karla = try await portal.secondOfficer()
      let mails = try await portal.mailCount(to: address)
      try await application.changeOfficer(address) { OfficerTerms([.letters], until: $0.lastDay) }
      let changed = try await portal.newestMail(to: address)
      #expect(changed?.text.contains("technische Betrieb") == true)
      await #expect(throws: OperatorFault.self, "nothing would change") {
        try await application.changeOfficer(address) { $0 }
      }
      await #expect(throws: OperatorFault.self, "no right is left") {
        try await application.changeOfficer(address) { OfficerTerms([], until: $0.lastDay) }
      }
      try await application.dismissOfficer(address)
      #expect(try await portal.newestMail(to: address)?.text.contains("beendet") == true)
      #expect(try await portal.mailCount(to: address) == mails + 2)
      #expect(try await karla.get("/kammer").status == 404)
      await #expect(throws: OperatorFault.self, "she is none any more") {
        try await application.changeOfficer(address) { $0 }
      }
    }
  }
}
