import Accounts
import Database
import Journal
import Web

/// The card with the newest documents on the officers' page of a company or person.
struct DocumentAnnex: OfficeAnnex {
  /// The number of documents shown.
  private static let newest = 10

  func cards(beside object: OfficeObject, for visit: Visit, in connection: any Connection) throws -> HTML {
    guard object.getsDocuments, let subject = object.subject.id, visit.acting?.mayWork(on: .documents) == true else {
      return HTML(capacity: 0)
    }
    let recipient = Addressee(RecipientKind(rawValue: object.subject.kind.rawValue), subject)
    let found = try OfficeQueries.page(for: [recipient], .first(Self.newest), in: connection)
    let t = visit.t
    return HTML { page in
      page.card(title: t("documents.menu")) { card in
        if found.isEmpty {
          card.p(t("documents.office.none"), .class("muted"))
        } else {
          tasks(&card, visit, found)
        }
        card.buttonRow { row in
          row.buttonLink(
            t("documents.office.upload"),
            href: "\(DocumentPath.upload)?empfaenger=\(recipient.kind.rawValue)"
              + "&nummer=\(FormInput.encoded(object.number))", icon: .plus)
        }
      }
    }
  }

  private func tasks(_ card: inout HTML, _ visit: Visit, _ found: [ReceivedDocument]) {
    let t = visit.t
    card.taskList(
      found.map { one in
        TaskItem(
          one.document.title, path: DocumentPath.office(one.document.id),
          detail: "\(t("documents.field.receipt")): \(t.receipt(one.receipt, visit.clock))",
          badge: (
            t(
              "documents.office.delivery.\(one.document.state == .revoked ? "revoked" : one.receipt == nil ? "new" : "opened")"
            ),
            one.document.state == .revoked ? .bad : one.receipt == nil ? .wait : .good
          ))
      })
  }
}
