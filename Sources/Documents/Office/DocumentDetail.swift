import Accounts
import Chronology
import Database
import Journal
import Office
import Web
import Work

/// A document in the back office: its recipients with their receipts, its content, and revoking it.
extension Documents {
  private struct DetailModel: Sendable {
    let document: Document
    let deliveries: [ReceivedDocument]
    let names: [Addressee: String]
    let entries: OfficersLog
    let proposal: OfficerProposal?
    let agreement: Agreement?
    let closure: DocumentClosure?

    /// A closed confirmation can be issued anew once a second officer has confirmed the closure.
    var mayBeReissued: Bool {
      document.state == .revoked && document.kind == .confirmation && (closure.map { $0.confirmedAt != nil } ?? true)
    }
  }

  @Sendable func documentDetail(_ visit: Visit) async throws -> Reply {
    let model = try await documentModel(visit)
    let document = model.document
    let t = visit.t
    let path = DocumentPath.office(document.id)
    return visit.page(document.title) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(document.title, overline: document.overline(t))
      page.proposalBanner(model.proposal, for: visit)
      if document.isClosed {
        page.alert(.bad, title: t("documents.closure.closedTitle")) { alert in
          alert.p { $0.a(t("documents.closure.toNote"), href: "\(path)/falsche-person") }
        }
      } else if document.state == .revoked {
        page.alert(.bad, title: t("documents.revoked.title")) { alert in
          alert.p(document.revocationReason)
          alert.agreement(model.agreement, for: visit)
        }
      }
      page.card { card in
        card.descriptionList([
          DescriptionItem(t("documents.field.issued"), t.longTime(document.issuedAt, visit.clock)),
          DescriptionItem(t("documents.field.pages"), t.number(document.pages)),
          DescriptionItem(t("documents.field.code"), document.groupedCode),
        ])
        card.buttonRow { row in
          row.buttonLink(t("documents.open"), href: "\(path)/inhalt?ansehen=1", icon: .document)
          if document.state == .issued, model.proposal == nil {
            row.buttonLink(t("documents.office.revoke"), href: "\(path)/zurueckziehen", .danger)
          }
          if !document.isClosed {
            row.buttonLink(t("documents.closure.title"), href: "\(path)/falsche-person", .danger)
          }
          if model.mayBeReissued {
            row.postButton(
              action: "\(path)/neu-ausstellen", label: t("documents.office.reissue"), token: visit.formToken)
          }
        }
        card.p(t("documents.office.officerOpens"), .class("muted"))
      }
      recipientTable(&page, visit, model)
      page.logCard(model.entries, for: visit)
    }
  }

  private func recipientTable(_ page: inout HTML, _ visit: Visit, _ model: DetailModel) {
    let t = visit.t
    page.card(title: t("documents.office.recipients")) { card in
      card.table(
        caption: t("documents.office.recipients"),
        columns: [
          Column(t("documents.office.recipient")), Column(t("documents.field.date")),
          Column(t("documents.field.receipt")), Column(t("documents.office.reminded")),
        ]
      ) { rows in
        for one in model.deliveries {
          rows.row { row in
            row.heading(model.names[one.addressee] ?? "–")
            row.cell(t.shortTime(one.providedAt, visit.clock))
            row.cell(t.receipt(one.receipt, visit.clock))
            row.cell(one.remindedAt.map { t.shortTime($0, visit.clock) } ?? "–")
          }
        }
      }
    }
  }

  private func documentModel(_ visit: Visit) async throws -> DetailModel {
    guard let id = visit.key("document") else { throw NotFound() }
    let model = try await database.read { connection -> DetailModel? in
      guard let document = try DocumentQueries.document(id, in: connection) else { return nil }
      let deliveries = try DocumentQueries.deliveries(of: id, in: connection)
      return DetailModel(
        document: document, deliveries: deliveries,
        names: try names(of: Set(deliveries.map(\.addressee)), in: connection),
        entries: try office.log(about: .init(.document, id), in: connection),
        proposal: try FourEyesQueries.proposal(.documentRevocation, id, in: connection),
        agreement: try FourEyesQueries.agreement(.documentRevocation, id, in: connection),
        closure: try ClosureQueries.closure(of: id, in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  private func document(_ visit: Visit) async throws -> Document {
    guard let id = visit.key("document") else { throw NotFound() }
    guard let document = try await database.read({ try DocumentQueries.document(id, in: $0) }) else { throw NotFound() }
    return document
  }

  /// The content for officers, all or a range: each request is recorded in the audit log, but is not a receipt.
  @Sendable func officerContent(_ visit: Visit) async throws -> Reply {
    let document = try await document(visit)
    if visit.isPreview, !visit.isHeadOnly { return Reply(status: 204) }
    let reply = try await content(of: document, visit)
    if visit.isHeadOnly { return reply }
    try await noteView(.documentViewed, of: .init(.document, document.id), visit.rangeDetail, cause: visit.cause)
    return reply
  }

  // MARK: Taking back

  @Sendable func revocationForm(_ visit: Visit) async throws -> Reply {
    revocationPage(visit, try await issuedModel(visit), Form(visit))
  }

  private func issuedModel(_ visit: Visit) async throws -> DetailModel {
    let model = try await documentModel(visit)
    guard model.document.state == .issued else { throw NotFound() }
    return model
  }

  private static let revocationReason = FormField.reason(
    "documents.office.reason", reasonLength, missing: "documents.office.reasonMissing",
    hint: "documents.office.reasonHint")

  private func revocationPage(_ visit: Visit, _ model: DetailModel, _ typed: Form) -> Reply {
    let t = visit.t
    let path = DocumentPath.office(model.document.id)
    return visit.formPage(t("documents.office.revoke"), typed) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(model.document.title, path)])
      page.pageHead(
        t("documents.office.revoke"), overline: model.document.title, lead: t("documents.office.revokeText"))
      if let proposal = model.proposal {
        return page.proposalCard(ProposalCard(proposal, action: "\(path)/zurueckziehen"), for: visit)
      }
      page.formCard { card in
        card.form(action: "\(path)/zurueckziehen", token: visit.formToken, .class("form")) { form in
          form.field(Self.revocationReason, typed)
          form.buttonRow { row in
            row.submitButton(t("documents.office.revoke"), .danger)
            row.buttonLink(t("web.form.cancel"), href: path)
          }
        }
      }
    }
  }

  @Sendable func revokeDocument(_ visit: Visit) async throws -> Reply {
    let model = try await issuedModel(visit)
    var typed = Form(visit)
    guard let reason = model.proposal?.reason ?? typed.read(Self.revocationReason) else {
      return revocationPage(visit, model, typed)
    }
    let id = model.document.id
    let outcome = try await revoke(
      id, reason: reason, agreeingTo: visit.seenProposal, by: visit.signedIn(), cause: visit.cause)
    if case .waiting = outcome {
      return visit.redirect(to: DocumentPath.office(id), flash: .officeFourEyesWaiting)
    }
    return visit.redirect(to: DocumentPath.office(id), flash: .documentsOfficeRevoked)
  }
}
