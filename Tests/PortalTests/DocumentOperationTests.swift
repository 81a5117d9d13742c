import Accounts
import Chronology
import Database
import Documents
import Foundation
import Office
import Portal
import Registers
import TestDatabases
import TestPortal
import Testing
import Web

/// What officers do with documents, asked for by no browser.
struct DocumentOperationTests {
  private typealias Attempt = (name: String, run: @Sendable () async throws -> Void)

  /// All that needs the right to documents, at a document that there is.
  private func attempts(_ documents: Documents, by who: Somebody, at document: Int64) -> [Attempt] {
    let (acting, cause) = (who.acting, who.cause)
    let file = Upload(field: "datei", fileName: "a.pdf", content: Data("%PDF-".utf8))
    let addressee = Addressee(.apprentice, 1)
    return [
      ("revoke", { _ = try await documents.revoke(document, reason: "Fehler", by: acting, cause: cause) }),
      ("close", { _ = try await documents.close(document, reason: "Falsch", by: acting, cause: cause) }),
      ("confirm", { _ = try await documents.confirmClosure(of: document, by: acting, cause: cause) }),
      ("reopen", { _ = try await documents.reopen(document, reason: "Richtig", by: acting, cause: cause) }),
      ("confirmations", { _ = try await documents.orderConfirmations(by: acting, cause: cause) }),
      ("reissue", { try await documents.reissueConfirmation(document, by: acting, cause: cause) }),
      ("print", { _ = try await documents.printUnopened(by: acting, cause: cause) }),
      (
        "keep",
        { _ = try await documents.keepDraft(file, .notice, title: "Bescheid", to: addressee, by: acting, cause: cause) }
      ),
      ("issue", { _ = try await documents.issue(draft: 1, by: acting, cause: cause) }),
      ("discard", { _ = try await documents.discard(draft: 1, by: acting) }),
      (
        "order",
        {
          let order = BatchOrder(kind: .notice, title: "Bescheid", recipients: .apprentice)
          _ = try await documents.order(file, order, by: acting, cause: cause)
        }
      ),
      ("issue batch", { try await documents.issueBatch(1, seen: nil, by: acting, cause: cause) }),
      ("retry batch", { try await documents.retryBatch(1, by: acting, cause: cause) }),
      ("remove", { _ = try await documents.removeRefused(1, by: acting) }),
    ]
  }

  /// The key of a document that was issued to an apprentice.
  private func issued(_ portal: TestPortal) async throws -> Int64 {
    try await portal.importRegister()
    let officer = try await portal.officer()
    let notice = RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 }
    _ = try await portal.issue(officer, try await portal.pdf(["Bescheid"]), notice)
    let id: Int64? = try await portal.database.read { try $0.value("SELECT max(id) FROM documents") }
    return try #require(id)
  }

  @Test(arguments: eachEngine())
  func `whoever has not the right to documents does nothing with them, and finds none`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let document = try await issued(portal)
      let logged = try await portal.count("journal_entries")
      let lea = try await portal.actor("Lea", "Sommer", "lea@sommer.example")
      for nobody in [lea, try await portal.officer("Ina", "Alt", rights: [.training])] {
        for attempt in attempts(portal.application.documents, by: nobody, at: document) {
          await #expect(throws: NotFound.self, "\(attempt.name)") { try await attempt.run() }
        }
      }
      #expect(try await portal.count("documents", "state = 'issued'") == 1)
      #expect(try await portal.count("journal_entries") == logged, "nothing was done")
    }
  }

  @Test(arguments: eachEngine())
  func `whoever closed a document does not confirm it, and another officer does so once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (documents, document) = (portal.application.documents, try await issued(portal))
      let one = try await portal.officer("Karl", "Eins", rights: [.documents])
      let other = try await portal.officer("Karla", "Zwei", rights: [.documents])
      await #expect(throws: NotFound.self, "nothing to confirm yet") {
        try await documents.confirmClosure(of: document, by: other.acting, cause: other.cause)
      }
      #expect(try await documents.close(document, reason: "Falsche Person", by: one.acting, cause: one.cause))
      #expect(try await !documents.close(document, reason: "Noch einmal", by: other.acting, cause: other.cause))
      let attempts: [@Sendable () async throws -> Void] = [
        { _ = try await documents.confirmClosure(of: document, by: one.acting, cause: one.cause) },
        { _ = try await documents.reopen(document, reason: "Doch", by: one.acting, cause: one.cause) },
      ]
      for attempt in attempts {
        let refusal = await #expect(throws: Refusal.self) { try await attempt() }
        #expect(refusal?.code == "documents.closure.own")
      }
      #expect(try await documents.confirmClosure(of: document, by: other.acting, cause: other.cause))
      #expect(try await !documents.confirmClosure(of: document, by: other.acting, cause: other.cause))
    }
  }

  @Test(arguments: eachEngine())
  func `a second account at the address of whoever closed a document is no second person`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (documents, document) = (portal.application.documents, try await issued(portal))
      let one = try await portal.officer("Karl", "Eins", rights: [.documents])
      let again = try await portal.officer("Karl", "Zweitkonto", rights: [.documents])
      #expect(try await documents.close(document, reason: "Falsche Person", by: one.acting, cause: one.cause))
      try await portal.database.write {
        _ = try $0.execute("UPDATE accounts SET email = \(again.account.email) WHERE id = \(one.account.id)")
      }
      let refusal = await #expect(throws: Refusal.self) {
        try await documents.confirmClosure(of: document, by: again.acting, cause: again.cause)
      }
      #expect(refusal?.code == "documents.closure.own")
    }
  }

  @Test(arguments: eachEngine())
  func `a document is taken back by two officers, and a draft is nobody's but its uploader's`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (documents, document) = (portal.application.documents, try await issued(portal))
      let one = try await portal.officer("Karl", "Eins", rights: [.documents])
      let other = try await portal.officer("Karla", "Zwei", rights: [.documents])
      guard case .waiting = try await documents.revoke(document, reason: "Betrag", by: one.acting, cause: one.cause)
      else { throw NotFound() }
      let kind = try #require(Documents.fourEyesKinds.first)
      let proposal = try #require(
        try await portal.database.read { try FourEyesQueries.proposal(kind, document, in: $0) })
      let agreed = try await documents.revoke(
        document, reason: "", agreeingTo: proposal.fingerprint, by: other.acting, cause: other.cause)
      guard case .agreed(reason: "Betrag") = agreed else { throw NotFound() }
      #expect(try await portal.count("documents", "state = 'revoked'") == 1)
      let lea: Int64? = try await portal.database.read { try $0.value("SELECT min(id) FROM apprentices") }
      let file = Upload(field: "datei", fileName: "a.pdf", content: Data(try await portal.pdf(["Zweiter Bescheid"])))
      let kept = try await documents.keepDraft(
        file, .notice, title: "Zweiter", to: Addressee(.apprentice, try #require(lea)), by: one.acting,
        cause: one.cause)
      guard case .draft(let draft) = kept else { throw NotFound() }
      await #expect(throws: NotFound.self) {
        try await documents.issue(draft: draft, by: other.acting, cause: other.cause)
      }
      await #expect(throws: NotFound.self) { try await documents.discard(draft: draft, by: other.acting) }
      let second = try await documents.issue(draft: draft, by: one.acting, cause: one.cause)
      #expect(second != document)
    }
  }
}
