import Foundation
import Portal
import Postbox
import TestPortal
import Work

extension TestPortal {
  func reminders(to address: String) async throws -> Int {
    try await deliverMails()
    return application.demoMails.count {
      $0.to.address == address && $0.subject == "Ausbildungsnachweise: Ihre Wochenübersicht"
    }
  }

  /// Lea with her account, Marion who trains her, and the address of Lea's record.
  func recordOfLea() async throws -> (lea: Browser, marion: Browser, path: String) {
    try await importRegister()
    let officer = try await officer()
    let entry = try await entry("Lea", for: officer, list: "/kammer/verzeichnis")
    try await officer.openAccount(entry, email: "lea@sommer.example")
    let lea = visitor(from: "192.0.2.30")
    try await lea.redeem("lea@sommer.example", try await newestCode(to: "lea@sommer.example") ?? "")
    try await officer.get("/kammer/zugaenge")
    try await officer.press("/kammer/zugaenge", [("was", "instructor")])
    try await application.longWorker.performAllDue()
    let marion = visitor(from: "192.0.2.31")
    try await marion.redeem("marion@berger.example", try await newestCode(to: "marion@berger.example") ?? "")
    let id = entry.split(separator: "/").last ?? ""
    return (lea, marion, "/ausbildungsnachweise/\(id)")
  }
}

extension Page {
  /// The hash of the content that a page shows, as its form carries it.
  var seen: String {
    body.firstMatch(of: /name="inhalt" value="([0-9a-f]+)"/).map { String($0.output.1) } ?? ""
  }

  /// The check box of the first week that waits.
  var choice: (String, String) {
    body.firstMatch(of: /name="(woche-\d+)"[^>]*value="([0-9a-f]+)"/).map { (String($0.output.1), String($0.output.2)) }
      ?? ("", "")
  }
}
