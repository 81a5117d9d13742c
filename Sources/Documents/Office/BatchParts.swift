import Accounts
import Chronology
import Database
import Journal
import Office
import Web

/// Handling an item of a batch: viewing, assigning by hand, dropping; and discarding a whole batch.
extension Documents {
  private struct PartModel: Sendable {
    let batch: DocumentBatch
    let item: DocumentBatchItem
    /// The new recipient, if a known number was typed.
    let person: (subject: Int64, details: AddresseeDetails)?

    var path: String { "\(batch.path)/teile/\(item.id)" }
  }

  private func partModel(_ visit: Visit, number: String = "") async throws -> PartModel {
    guard let id = visit.key("batch"), let item = visit.key("part") else { throw NotFound() }
    let model = try await database.read { connection -> PartModel? in
      guard let batch = try DocumentBatchQueries.batch(id, in: connection),
        let item = try BatchChangeQueries.item(item, of: id, in: connection)
      else { return nil }
      let found = try number.isEmpty ? nil : addressee(batch.recipientKind, numbered: number, in: connection)
      let details = try found.flatMap { try self.details(of: $0, in: connection) }
      return PartModel(batch: batch, item: item, person: details.map { (found?.subject ?? 0, $0) })
    }
    guard let model else { throw NotFound() }
    return model
  }

  /// The content of the item; each view is recorded in the audit log.
  @Sendable func partContent(_ visit: Visit) async throws -> Reply {
    let model = try await partModel(visit)
    guard let file = model.item.file else { throw NotFound() }
    if visit.isPreview { return Reply(status: 204) }
    let name = Document.fileName("\(model.batch.title) \(model.item.label)")
    let reply = try await content(of: file, named: name, visit)
    try await noteView(
      .documentsBatchViewed, of: .init(.documentBatch, model.batch.id),
      ["part": model.item.label].merging(visit.rangeDetail) { $1 }, cause: visit.cause)
    return reply
  }

  @Sendable func assignPage(_ visit: Visit) async throws -> Reply {
    let number = visit.query.trimmed(UploadForm.number.name)
    let model = try await partModel(visit, number: number)
    guard model.batch.state == .previewed, model.item.isOpen else { throw Refusal.batchIsUnderWay }
    let isWrong = visit.query.has(UploadForm.number.name) && model.person == nil
    return assignPage(visit, model, number, isWrong: isWrong)
  }

  private func assignPage(_ visit: Visit, _ model: PartModel, _ number: String, isWrong: Bool) -> Reply {
    let t = visit.t
    var typed = Form(FormInput([(UploadForm.number.name, number)]), t)
    if isWrong { typed.refuse(UploadForm.number, t("documents.office.error.number")) }
    return visit.formPage(t("documents.office.assignTitle"), typed) { page in
      page.breadcrumb(
        label: t("office.breadcrumb"),
        [Link(t("documents.office.title"), DocumentPath.officeStart), Link(model.batch.title, model.batch.path)])
      page.pageHead(
        t("documents.office.assignTitle"), overline: "\(t("documents.office.item")): \(model.item.label)",
        lead: t("documents.office.assignText"))
      page.p { $0.a(t("documents.office.look"), href: "\(model.path)?ansehen=1") }
      if let person = model.person { personCard(&page, visit, model, person: person, number: number) }
      page.formCard { card in
        card.element("form", [.attribute("action", "\(model.path)/zuordnen"), .class("form")]) { form in
          form.field(UploadForm.number, typed)
          form.buttonRow { row in
            row.submitButton(t("documents.office.showPerson"), model.person == nil ? .primary : .quiet)
            row.buttonLink(t("web.form.cancel"), href: model.batch.path)
          }
        }
      }
    }
  }

  private func personCard(
    _ page: inout HTML, _ visit: Visit, _ model: PartModel, person: (subject: Int64, details: AddresseeDetails),
    number: String
  ) {
    let t = visit.t
    let (details, beside) = (person.details, person.details.beside)
    let who = beside.isEmpty ? details.name : "\(details.name), \(beside)"
    page.card(title: t("documents.office.draft.title", ["who": who])) { card in
      card.descriptionList(personItems(details, visit))
      card.form(action: "\(model.path)/zuordnen", token: visit.formToken) { form in
        form.void("input", [.type("hidden"), .name(UploadForm.number.name), .value(number)])
        form.void("input", [.type("hidden"), .name("person"), .value(String(person.subject))])
        form.void("input", [.type("hidden"), .name(model.batch.seen.name), .value(model.batch.seen.value)])
        form.buttonRow { $0.submitButton(t("documents.office.assignYes")) }
      }
    }
  }

  @Sendable func assignPart(_ visit: Visit) async throws -> Reply {
    let number = visit.form.trimmed(UploadForm.number.name)
    let model = try await partModel(visit, number: number)
    guard let subject = TypedNumber.key(visit.form["person"]) else {
      return assignPage(visit, model, number, isWrong: true)
    }
    let change = try await assign(
      model.item.id, of: model.batch, seen: visit.seenRevision, to: subject, number: number, by: visit.signedIn(),
      cause: visit.cause)
    switch change {
    case .done: return visit.redirect(to: model.batch.path, flash: .documentsOfficeAssigned)
    case .tooLate: throw Refusal.batchIsUnderWay
    case .changed: throw Refusal.batchChanged(at: model.batch.path)
    case .otherPerson:
      return assignPage(visit, model, number, isWrong: true)
    }
  }

  @Sendable func dropPart(_ visit: Visit) async throws -> Reply {
    let model = try await partModel(visit)
    let change = try await drop(
      model.item.id, of: model.batch, seen: visit.seenRevision, by: visit.signedIn(), cause: visit.cause)
    if case .changed = change { throw Refusal.batchChanged(at: model.batch.path) }
    guard case .done = change else { throw Refusal.batchIsUnderWay }
    return visit.redirect(to: model.batch.path, flash: .documentsOfficeDropped)
  }

  // MARK: A whole batch

  private func batch(_ visit: Visit) async throws -> DocumentBatch {
    guard let id = visit.key("batch"),
      let batch = try await database.read({ try DocumentBatchQueries.batch(id, in: $0) })
    else { throw NotFound() }
    return batch
  }

  @Sendable func confirmDiscarding(_ visit: Visit) async throws -> Reply {
    let batch = try await batch(visit)
    guard batch.state == .previewed else { throw Refusal.batchIsUnderWay }
    let t = visit.t
    return visit.confirmationPage(
      Confirmation(
        title: t("documents.office.discardTitle"), overline: batch.title, text: t("documents.office.discardText"),
        action: "\(batch.path)/verwerfen", label: t("documents.office.discard"), back: batch.path))
  }

  @Sendable func discardBatch(_ visit: Visit) async throws -> Reply {
    let batch = try await batch(visit)
    guard try await discard(batch, by: visit.signedIn(), cause: visit.cause) else { throw Refusal.batchIsUnderWay }
    return visit.redirect(to: DocumentPath.officeStart, flash: .documentsOfficeDiscarded)
  }
}

extension DocumentBatch {
  var path: String { DocumentPath.batch(id) }
  /// Hidden form field with the revision seen, so that nobody changes or issues what they did not see.
  var seen: (name: String, value: String) { (Visit.seenField, String(revision)) }
}

extension Visit {
  fileprivate static let seenField = "fassung"

  /// The revision of a batch that the page showed; nil if the form has none.
  var seenRevision: Int? { TypedNumber.whole(form[Self.seenField], in: 0...1_000_000_000) }

  /// The requested range of a file, for the audit log.
  var rangeDetail: [String: String] { range.isEmpty ? [:] : ["range": String(range.prefix(60))] }
}
