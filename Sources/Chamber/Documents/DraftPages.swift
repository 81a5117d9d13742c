import Accounts
import Chronology
import Database
import Documents
import Journal
import Web

/// One uploaded document with the person it is for, looked at before anything is sealed.
extension Chamber {
  private struct DraftModel: Sendable {
    let draft: DocumentDraft
    let person: AddresseeDetails

    var path: String { "/kammer/dokumente/entwurf/\(draft.id)" }
    var who: String { person.beside.isEmpty ? person.name : "\(person.name), \(person.beside)" }

    /// The form with what was typed.
    var formPath: String {
      "/kammer/dokumente/neu?art=\(draft.kind.rawValue)&titel=\(FormInput.encoded(draft.title))"
        + "&empfaenger=\(draft.addressee.kind.rawValue)&nummer=\(FormInput.encoded(person.number))"
    }
  }

  /// Officers look at their own uploads only.
  private func draftModel(_ visit: Visit) async throws -> DraftModel {
    guard let id = visit.key("draft") else { throw NotFound() }
    let officer = try visit.signedIn().account.id
    let model = try await database.read { connection -> DraftModel? in
      guard let draft = try DraftQueries.draft(id, in: connection), draft.createdBy == officer,
        let person = try documents.details(of: draft.addressee, in: connection)
      else { return nil }
      return DraftModel(draft: draft, person: person)
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func draftPage(_ visit: Visit) async throws -> Reply {
    let model = try await draftModel(visit)
    if let document = model.draft.document { return .redirect("/kammer/dokumente/\(document)") }
    let t = visit.t
    let title = t("chamber.documents.draft.title", ["who": model.who])
    return visit.page(title) { page in
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.documents.title"), "/kammer/dokumente")])
      page.pageHead(title, lead: t("chamber.documents.draft.lead"))
      page.card { card in
        card.descriptionList(
          personItems(model.person, visit) + [
            DescriptionItem(t("documents.field.title"), model.draft.title),
            DescriptionItem(t("documents.field.kind"), t("documents.kind.\(model.draft.kind.rawValue)")),
            DescriptionItem(t("documents.field.pages"), t.number(model.draft.pages)),
          ])
        card.buttonRow { row in
          row.postButton(
            action: "\(model.path)/ausstellen", label: t("chamber.documents.draft.issue"), token: visit.formToken,
            .primary)
          row.buttonLink(t("chamber.documents.look"), href: "\(model.path)/inhalt?ansehen=1", icon: .document)
          row.postButton(
            action: "\(model.path)/verwerfen", label: t("chamber.documents.draft.no"), token: visit.formToken)
        }
      }
    }
  }

  /// What tells a recipient from others of the same name.
  func personItems(_ person: AddresseeDetails, _ visit: Visit) -> [DescriptionItem] {
    let t = visit.t
    let birth = person.birthDate.map { [DescriptionItem(t("chamber.documents.birth"), t.plainDate($0))] } ?? []
    let beside = person.beside.isEmpty ? [] : [DescriptionItem(t("chamber.documents.beside"), person.beside)]
    let address = person.address.isEmpty ? "–" : person.address.joined(separator: ", ")
    return [
      DescriptionItem(t("chamber.documents.recipient"), person.name),
      DescriptionItem(t("chamber.documents.number"), person.number),
    ] + birth + beside + [DescriptionItem(t("chamber.documents.address"), address)]
  }

  @Sendable func draftContent(_ visit: Visit) async throws -> Reply {
    let draft = try await draftModel(visit).draft
    guard let file = draft.file else { throw NotFound() }
    if visit.isPreview { return Reply(status: 204) }
    let reply = try await documents.content(of: file, named: Document.fileName(draft.title), visit)
    try await database.write { connection in
      try record("documents.draft.viewed", .init("document_draft", draft.id), visit, visit.rangeDetail, in: connection)
    }
    return reply
  }

  @Sendable func issueDraft(_ visit: Visit) async throws -> Reply {
    let draft = try await draftModel(visit).draft
    do {
      let id = try await documents.issue(draft, cause: visit.cause)
      let hasReader = try await hasReader(of: draft.addressee, draft.kind, visit)
      return visit.redirect(
        to: "/kammer/dokumente/\(id)", flash: hasReader ? "chamber.documents.issued" : "chamber.documents.issuedUnread")
    } catch let problem as UploadProblem {
      throw Refusal("chamber.documents.draft.failed", ["problem": uploadText(problem, visit)])
    } catch is SealMissing {
      throw Refusal.noSeal
    }
  }

  @Sendable func discardDraft(_ visit: Visit) async throws -> Reply {
    let model = try await draftModel(visit)
    let isGone = try await database.write { try DraftQueries.remove(model.draft.id, in: $0) }
    if let file = model.draft.file { try await documents.sweep([file]) }
    return visit.redirect(
      to: model.formPath, flash: isGone ? "chamber.documents.draft.discarded" : "chamber.access.nothingDone")
  }
}
