import Accounts
import Chronology
import Database
import Journal
import Office
import Postbox
import Web

/// The printable note about a document that went to the wrong person, for the notification of the breach (Article 33
/// GDPR): what, to whom, when it was accessible, who opened it, and when it was closed.
extension Documents {
  /// Article 33 (1): within 72 hours after the chamber became aware of it, which was when it closed the document, or
  /// before.
  private static let hoursToReport = 72

  private struct NoteModel: Sendable {
    let deliveries: [(delivery: ReceivedDocument, person: AddresseeDetails?)]
    let letters: [Int64: LetterProgress]
    let guardianLetter: LetterProgress?
    let issuer: String?
    let log: OfficersLog
  }

  func closureNote(
    _ visit: Visit, _ document: Document, _ closure: DocumentClosure, _ typed: Form? = nil
  ) async throws -> Reply {
    let model = try await database.read { connection -> NoteModel in
      let deliveries = try DocumentQueries.deliveries(of: document.id, in: connection)
      let issuer = try document.issuedBy.flatMap { try AccountQueries.names(of: [$0], in: connection)[$0] }
      return NoteModel(
        deliveries: try deliveries.map { ($0, try details(of: $0.addressee, in: connection)) },
        letters: try Letters.progress(OfficeQueries.letterKind, subjects: deliveries.map(\.id), in: connection),
        guardianLetter: try Letters.progress(
          GuardianLetter.letterKind, subjects: [document.id], in: connection)[document.id],
        issuer: issuer, log: try office.log(about: .init(.document, document.id), in: connection))
    }
    let t = visit.t
    let path = DocumentPath.office(document.id)
    let typed = typed ?? Form(visit)
    return visit.formPage(t("documents.closure.note"), typed) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(document.title, path)])
      page.pageHead(t("documents.closure.note"), overline: document.title, lead: t("documents.closure.noteLead"))
      decision(&page, visit, on: closure, of: document, typed)
      page.card(title: t("documents.closure.what")) { card in
        card.descriptionList(what(visit, closure, of: document, model))
      }
      for (delivery, person) in model.deliveries {
        recipientCard(&page, visit, delivery, to: person, letter: model.letters[delivery.id])
      }
      page.card(title: t("documents.closure.report")) { card in
        let until = closure.closedAt + .hours(Self.hoursToReport)
        card.p(t("documents.closure.reportText", ["time": t.longTime(until, visit.clock)]))
      }
      page.logCard(model.log, for: visit)
    }
  }

  private func decision(
    _ page: inout HTML, _ visit: Visit, on closure: DocumentClosure, of document: Document, _ typed: Form
  ) {
    let t = visit.t
    guard closure.confirmedAt == nil else { return }
    let path = DocumentPath.wrongRecipient(document.id)
    page.alert(.wait, title: t("documents.closure.waits")) { alert in
      guard closure.closedBy != visit.acting?.account.id else { return alert.p(t("documents.closure.own.text")) }
      alert.p(t("documents.closure.waitsText"))
      alert.postButton(
        action: "\(path)/bestaetigen", label: t("documents.closure.confirm"), token: visit.formToken, .primary)
      alert.form(action: "\(path)/freigeben", token: visit.formToken, .class("form")) { form in
        form.field(Self.reopeningReason, typed)
        form.buttonRow { $0.submitButton(t("documents.closure.reopen"), .quiet) }
      }
    }
  }

  private func what(
    _ visit: Visit, _ closure: DocumentClosure, of document: Document, _ model: NoteModel
  ) -> [DescriptionItem] {
    let (t, clock) = (visit.t, visit.clock)
    let confirmed = closure.confirmedAt.map { at in
      t("documents.closure.by", ["name": closure.confirmedByName, "time": t.longTime(at, clock)])
    }
    // Without four eyes, closing and confirmation have the same time and officer.
    let isAlone = closure.confirmedAt == closure.closedAt && closure.confirmedByName == closure.closedByName
    let second = DescriptionItem(t("documents.closure.second"), confirmed ?? t("documents.closure.secondMissing"))
    return [
      DescriptionItem(t("documents.field.title"), document.title),
      DescriptionItem(t("documents.field.kind"), t("documents.kind.\(document.kind.rawValue)")),
      DescriptionItem(t("documents.field.pages"), t.number(document.pages)),
      DescriptionItem(t("documents.field.code"), document.groupedCode),
      DescriptionItem(
        t("documents.field.issued"),
        t(
          "documents.closure.by",
          ["name": model.issuer ?? t("office.log.portal"), "time": t.longTime(document.issuedAt, clock)])),
      DescriptionItem(
        t("documents.closure.closed"),
        t("documents.closure.by", ["name": closure.closedByName, "time": t.longTime(closure.closedAt, clock)])),
      DescriptionItem(t("documents.office.reason"), closure.reason),
    ] + (isAlone ? [] : [second])
      + (model.guardianLetter.map { [letterItem("documents.closure.guardianLetter", $0, visit)] } ?? [])
  }

  private func recipientCard(
    _ page: inout HTML, _ visit: Visit, _ delivery: ReceivedDocument, to person: AddresseeDetails?,
    letter: LetterProgress?
  ) {
    let (t, clock) = (visit.t, visit.clock)
    page.card(title: t("documents.closure.recipient")) { card in
      card.descriptionList(
        (person.map { personItems($0, visit) } ?? []) + [
          DescriptionItem(t("documents.field.date"), t.longTime(delivery.providedAt, clock)),
          DescriptionItem(t("documents.field.receipt"), t.receipt(delivery.receipt, clock)),
          DescriptionItem(
            t("documents.office.reminded"), delivery.remindedAt.map { t.longTime($0, clock) } ?? "–"),
          letterItem("documents.closure.letter", letter, visit),
        ])
    }
  }

  private func letterItem(_ label: String, _ letter: LetterProgress?, _ visit: Visit) -> DescriptionItem {
    DescriptionItem(visit.t(label), visit.t("documents.closure.letter.\(letter?.state.rawValue ?? "none")"))
  }
}
