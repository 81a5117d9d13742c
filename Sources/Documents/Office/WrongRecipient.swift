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
    guard let closure else { return closingForm(visit, document, "", FieldErrors()) }
    return try await closureNote(visit, document, closure)
  }

  private func closingForm(_ visit: Visit, _ document: Document, _ reason: String, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    let path = "/kammer/dokumente/\(document.id)"
    let isShared = office.fourEyes.areWanted
    return visit.formPage(t("documents.closure.title"), errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(document.title, path)])
      page.pageHead(t("documents.closure.title"), overline: document.title, lead: t("documents.closure.lead"))
      page.formCard { card in
        card.p(t(isShared ? "documents.closure.shared" : "documents.closure.alone"))
        card.form(action: "\(path)/falsche-person", token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "grund", t("documents.closure.what"), kind: .textarea(rows: 3), hint: t("documents.closure.whatHint"),
              value: reason, error: errors["grund"]))
          form.buttonRow { row in
            row.submitButton(t("documents.closure.close"), .danger)
            row.buttonLink(t("accounts.cancel"), href: path)
          }
        }
      }
    }
  }

  @Sendable func closeDocument(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    let path = "/kammer/dokumente/\(document.id)/falsche-person"
    guard closure == nil else { return .redirect(path) }
    let reason = visit.form.trimmed("grund")
    guard (1...500).contains(reason.count) else {
      return closingForm(visit, document, reason, FieldErrors("grund", visit.t("documents.office.reasonMissing")))
    }
    let isShared = office.fourEyes.areWanted
    let cause = visit.cause
    let isDone = try await database.write { connection in
      try close(document.id, reason: reason, isAgreed: !isShared, cause: cause, in: connection)
    }
    return visit.redirect(to: path, flash: isDone ? "documents.closure.done" : "office.nothingDone")
  }

  // MARK: The second officer

  @Sendable func confirmClosure(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    try mayDecide(closure, visit)
    let cause = visit.cause
    let isDone = try await database.write { connection in
      try confirmClosure(of: document.id, cause: cause, in: connection)
    }
    return visit.redirect(
      to: "/kammer/dokumente/\(document.id)/falsche-person",
      flash: isDone ? "documents.closure.confirmed" : "office.nothingDone")
  }

  @Sendable func reopenDocument(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    try mayDecide(closure, visit)
    let reason = visit.form.trimmed("grund")
    guard let closure else { throw NotFound() }
    guard (1...500).contains(reason.count) else {
      return try await closureNote(
        visit, document, closure, FieldErrors("grund", visit.t("documents.office.reasonMissing")))
    }
    let cause = visit.cause
    let isDone = try await database.write { connection in
      try reopen(closure.document, reason: reason, cause: cause, in: connection)
    }
    return visit.redirect(
      to: "/kammer/dokumente/\(document.id)", flash: isDone ? "documents.closure.reopened" : "office.nothingDone")
  }

  private func mayDecide(_ closure: DocumentClosure?, _ visit: Visit) throws {
    guard let closure else { throw NotFound() }
    guard closure.confirmedAt == nil, closure.closedBy == visit.acting?.account.id else { return }
    throw Refusal("documents.closure.own")
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
        path: "/kammer/dokumente/\(closure.document)/falsche-person",
        detail: t(
          "documents.closure.by", ["name": closure.closedByName, "time": t.longTime(closure.closedAt, visit.clock)]),
        badge: (t("office.fourEyes.waits"), .wait))
    }
  }
}
