import Accounts
import Chronology
import Database
import Journal
import Office
import Web

/// The review of one uploaded document with its recipient, before anything is sealed.
extension Documents {
  private struct DraftModel: Sendable {
    let draft: DocumentDraft
    let person: AddresseeDetails

    var path: String { DocumentPath.draft(draft.id) }
    var who: String { person.beside.isEmpty ? person.name : "\(person.name), \(person.beside)" }

    /// The address of the form with the typed values.
    var formPath: String {
      "\(DocumentPath.upload)?art=\(draft.kind.rawValue)&titel=\(FormInput.encoded(draft.title))"
        + "&empfaenger=\(draft.addressee.kind.rawValue)&nummer=\(FormInput.encoded(person.number))"
    }
  }

  /// Officers see their own uploads only.
  private func draftModel(_ visit: Visit) async throws -> DraftModel {
    guard let id = visit.key("draft") else { throw NotFound() }
    let officer = try visit.signedIn().account.id
    let model = try await database.read { connection -> DraftModel? in
      guard let draft = try DraftQueries.draft(id, in: connection), draft.createdBy == officer,
        let person = try details(of: draft.addressee, in: connection)
      else { return nil }
      return DraftModel(draft: draft, person: person)
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func draftPage(_ visit: Visit) async throws -> Reply {
    let model = try await draftModel(visit)
    if let document = model.draft.document { return .redirect(DocumentPath.office(document)) }
    let t = visit.t
    let title = t("documents.office.draft.title", ["who": model.who])
    return visit.page(title) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(title, lead: t("documents.office.draft.lead"))
      page.card { card in
        card.descriptionList(
          personItems(model.person, visit) + [
            DescriptionItem(t("documents.field.title"), model.draft.title),
            DescriptionItem(t("documents.field.kind"), t("documents.kind.\(model.draft.kind.rawValue)")),
            DescriptionItem(t("documents.field.pages"), t.number(model.draft.pages)),
          ])
        card.buttonRow { row in
          row.postButton(
            action: "\(model.path)/ausstellen", label: t("documents.office.draft.issue"), token: visit.formToken,
            .primary)
          row.buttonLink(t("documents.office.look"), href: "\(model.path)/inhalt?ansehen=1", icon: .document)
          row.postButton(
            action: "\(model.path)/verwerfen", label: t("documents.office.draft.no"), token: visit.formToken)
        }
      }
    }
  }

  /// What distinguishes a recipient from others with the same name.
  func personItems(_ person: AddresseeDetails, _ visit: Visit) -> [DescriptionItem] {
    let t = visit.t
    let birth = person.birthDate.map { [DescriptionItem(t("documents.office.birth"), t.plainDate($0))] } ?? []
    let beside = person.beside.isEmpty ? [] : [DescriptionItem(t("documents.office.beside"), person.beside)]
    let address = person.address.isEmpty ? "–" : person.address.joined(separator: ", ")
    return [
      DescriptionItem(t("documents.office.recipient"), person.name),
      DescriptionItem(t("documents.office.number"), person.number),
    ] + birth + beside + [DescriptionItem(t("documents.office.address"), address)]
  }

  @Sendable func draftContent(_ visit: Visit) async throws -> Reply {
    let draft = try await draftModel(visit).draft
    guard let file = draft.file else { throw NotFound() }
    if visit.isPreview { return Reply(status: 204) }
    let reply = try await content(of: file, named: Document.fileName(draft.title), visit)
    try await noteView(
      .documentsDraftViewed, of: .init(.documentDraft, draft.id), visit.rangeDetail, cause: visit.cause)
    return reply
  }

  @Sendable func issueDraft(_ visit: Visit) async throws -> Reply {
    let draft = try await draftModel(visit).draft
    do {
      let id = try await issue(draft: draft.id, by: visit.signedIn(), cause: visit.cause)
      let hasReader = try await hasReader(of: draft.addressee, draft.kind, visit)
      return visit.redirect(
        to: DocumentPath.office(id), flash: hasReader ? .documentsOfficeIssued : .documentsOfficeIssuedUnread)
    } catch let problem as UploadProblem {
      throw Refusal("documents.office.draft.failed", ["problem": uploadText(problem, visit)])
    } catch is SealMissing {
      throw Refusal.noSeal
    }
  }

  @Sendable func discardDraft(_ visit: Visit) async throws -> Reply {
    let model = try await draftModel(visit)
    let isGone = try await discard(draft: model.draft.id, by: visit.signedIn())
    return visit.redirect(
      to: model.formPath, flash: isGone ? .documentsOfficeDraftDiscarded : .nothingDone)
  }
}
