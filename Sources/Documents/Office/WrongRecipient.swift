import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// Closing a document that went to the wrong person: effective at once; with four eyes a second officer confirms it or
/// reopens the document.
extension Documents {
  private func issuedDocument(_ visit: Visit) async throws -> (document: Document, closure: DocumentClosure?) {
    guard let id = visit.key("document") else { throw NotFound() }
    let found = try await database.read { connection in
      try DocumentQueries.document(id, in: connection).map { document in
        (document: document, closure: try ClosureQueries.closure(of: id, in: connection))
      }
    }
    guard let found else { throw NotFound() }
    return found
  }

  @Sendable func wrongRecipientPage(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    guard let closure else { return closingForm(visit, document, Form(visit)) }
    return try await closureNote(visit, document, closure)
  }

  private static let closingReason = FormField.reason(
    "documents.closure.what", reasonLength, missing: "documents.office.reasonMissing",
    hint: "documents.closure.whatHint")
  static let reopeningReason = FormField.reason(
    "documents.closure.reopenReason", reasonLength, missing: "documents.office.reasonMissing", rows: 2,
    hint: "documents.closure.reopenHint")

  private func closingForm(_ visit: Visit, _ document: Document, _ typed: Form) -> Reply {
    let t = visit.t
    let path = DocumentPath.office(document.id)
    let isShared = office.fourEyes.areWanted
    return visit.formPage(t("documents.closure.title"), typed) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(document.title, path)])
      page.pageHead(t("documents.closure.title"), overline: document.title, lead: t("documents.closure.lead"))
      page.formCard { card in
        card.p(t(isShared ? "documents.closure.shared" : "documents.closure.alone"))
        card.form(action: "\(path)/falsche-person", token: visit.formToken, .class("form")) { form in
          form.field(Self.closingReason, typed)
          form.buttonRow { row in
            row.submitButton(t("documents.closure.close"), .danger)
            row.buttonLink(t("web.form.cancel"), href: path)
          }
        }
      }
    }
  }

  @Sendable func closeDocument(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    let path = DocumentPath.wrongRecipient(document.id)
    guard closure == nil else { return .redirect(path) }
    var typed = Form(visit)
    guard let reason = typed.read(Self.closingReason) else { return closingForm(visit, document, typed) }
    let isDone = try await close(document.id, reason: reason, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: path, flash: isDone ? .documentsClosureDone : .nothingDone)
  }

  // MARK: The second officer

  @Sendable func confirmClosure(_ visit: Visit) async throws -> Reply {
    guard let document = visit.key("document") else { throw NotFound() }
    let isDone = try await confirmClosure(of: document, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: DocumentPath.wrongRecipient(document),
      flash: isDone ? .documentsClosureConfirmed : .nothingDone)
  }

  @Sendable func reopenDocument(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    guard let closure else { throw NotFound() }
    try closure.requireSecond(visit.signedIn())
    var typed = Form(visit)
    guard let reason = typed.read(Self.reopeningReason) else {
      return try await closureNote(visit, document, closure, typed)
    }
    let isDone = try await reopen(document.id, reason: reason, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: DocumentPath.office(document.id), flash: isDone ? .documentsClosureReopened : .nothingDone)
  }

  package func forSecondOfficer(
    _ visit: Visit, _ acting: Acting, in connection: any Connection
  ) throws -> [TaskItem] {
    let t = visit.t
    guard acting.mayWork(on: .documents) else { return [] }
    return try ClosureQueries.waiting(limit: 50, in: connection).filter { $0.closedBy != acting.account.id }.map {
      closure in
      TaskItem(
        t("documents.closure.task", ["title": closure.title]),
        path: DocumentPath.wrongRecipient(closure.document),
        detail: t(
          "documents.closure.by", ["name": closure.closedByName, "time": t.longTime(closure.closedAt, visit.clock)]),
        badge: (t("office.fourEyes.waits"), .wait))
    }
  }
}
