import Accounts
import Chronology
import Database
import Documents
import Journal
import Settings
import Web

/// Taking back what went to the wrong person: closed at once; where four eyes are wanted a second officer confirms it or
/// opens it again.
extension Chamber {
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
    let isShared = settings[OfficerSettings.fourEyes]
    return visit.page(t("chamber.closure.title"), status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(document.title, path)])
      page.pageHead(t("chamber.closure.title"), overline: document.title, lead: t("chamber.closure.lead"))
      page.formCard { card in
        card.p(t(isShared ? "chamber.closure.shared" : "chamber.closure.alone"))
        card.form(action: "\(path)/falsche-person", token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "grund", t("chamber.closure.what"), kind: .textarea(rows: 3), hint: t("chamber.closure.whatHint"),
              value: reason, error: errors["grund"]))
          form.buttonRow { row in
            row.submitButton(t("chamber.closure.close"), .danger)
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
      return closingForm(visit, document, reason, FieldErrors("grund", visit.t("chamber.documents.reasonMissing")))
    }
    let isShared = settings[OfficerSettings.fourEyes]
    let isDone = try await database.write { connection in
      try documents.close(document.id, reason: reason, isAgreed: !isShared, cause: visit.cause, in: connection)
    }
    return visit.redirect(to: path, flash: isDone ? "chamber.closure.done" : "chamber.access.nothingDone")
  }

  // MARK: The second officer

  @Sendable func confirmClosure(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    try mayDecide(closure, visit)
    let isDone = try await database.write { connection in
      try documents.confirmClosure(of: document.id, cause: visit.cause, in: connection)
    }
    return visit.redirect(
      to: "/kammer/dokumente/\(document.id)/falsche-person",
      flash: isDone ? "chamber.closure.confirmed" : "chamber.access.nothingDone")
  }

  @Sendable func reopenDocument(_ visit: Visit) async throws -> Reply {
    let (document, closure) = try await issuedDocument(visit)
    try mayDecide(closure, visit)
    let reason = visit.form.trimmed("grund")
    guard let closure else { throw NotFound() }
    guard (1...500).contains(reason.count) else {
      return try await closureNote(
        visit, document, closure, FieldErrors("grund", visit.t("chamber.documents.reasonMissing")))
    }
    let isDone = try await database.write { connection in
      try documents.reopen(closure.document, reason: reason, cause: visit.cause, in: connection)
    }
    return visit.redirect(
      to: "/kammer/dokumente/\(document.id)", flash: isDone ? "chamber.closure.reopened" : "chamber.access.nothingDone")
  }

  private func mayDecide(_ closure: DocumentClosure?, _ visit: Visit) throws {
    guard let closure else { throw NotFound() }
    guard closure.confirmedAt == nil, closure.closedBy == visit.acting?.account.id else { return }
    throw Refusal("chamber.closure.own")
  }

  /// What waits for a second officer, for the overview of one who did not close it.
  func closureTasks(_ closures: [DocumentClosure], _ acting: Acting, _ visit: Visit) -> [TaskItem] {
    let t = visit.t
    guard acting.mayWork(on: .documents) else { return [] }
    return closures.filter { $0.closedBy != acting.account.id }.map { closure in
      TaskItem(
        t("chamber.closure.task", ["title": closure.title]),
        path: "/kammer/dokumente/\(closure.document)/falsche-person",
        detail: t(
          "chamber.closure.by", ["name": closure.closedByName, "time": t.longTime(closure.closedAt, visit.clock)]),
        badge: (t("chamber.fourEyes.waits"), .wait))
    }
  }
}
