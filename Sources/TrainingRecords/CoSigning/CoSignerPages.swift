import Accounts
import Apprenticeships
import Chronology
import Database
import Registers
import Web

/// The pages about co-signers: named by company or instructor, reported to the apprentice.
extension TrainingRecords {
  private struct CoSignerModel: Sendable {
    let open: OpenRecord
    let signers: [ListedCoSigner]
    let roles: [CoSignerRole]

    var record: TrainingRecord { open.record }
    var mayChange: Bool { open.mayChangeCoSigners }
    var path: String { RecordPath.coSigners(open.apprenticeship) }
  }

  private func coSigners(_ visit: Visit) async throws -> CoSignerModel {
    let open = try await openRecord(visit)
    guard open.viewer == .apprentice || open.namesCoSigners else { throw NotFound() }
    return CoSignerModel(
      open: open, signers: try await database.read { try CoSignerQueries.all(of: open.apprenticeship, in: $0) },
      roles: coSignerRoles(in: open.record, on: visit.clock.day(of: visit.now)))
  }

  @Sendable func coSignersPage(_ visit: Visit) async throws -> Reply {
    coSignersPage(visit, try await coSigners(visit), FieldErrors())
  }

  private func coSignersPage(_ visit: Visit, _ model: CoSignerModel, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.coSigner.title"), errors) { page in
      page.breadcrumb(
        label: t("records.breadcrumb"), [Link(t("records.menu"), RecordPath.record(model.record.apprenticeship))])
      page.pageHead(
        t("records.coSigner.title"), overline: model.record.name,
        lead: t(model.mayChange ? "records.coSigner.lead" : "records.coSigner.ownLead"))
      for signer in model.signers { card(&page, visit, signer, model) }
      if model.signers.isEmpty {
        page.emptyState(title: t("records.coSigner.none"), text: t("records.coSigner.noneText"))
      }
      if model.mayChange, !model.roles.isEmpty { newCoSigner(&page, visit, model, errors) }
    }
  }

  private func card(_ page: inout HTML, _ visit: Visit, _ signer: ListedCoSigner, _ model: CoSignerModel) {
    let t = visit.t
    page.card(title: signer.name) { card in
      card.p(
        [t("records.coSigner.role.\(signer.role.rawValue)"), signer.place].filter { !$0.isEmpty }.joined(
          separator: ", "))
      card.p(t("records.coSigner.access.\(signer.access)", ["email": signer.email]), .class("muted"))
      guard model.mayChange else { return }
      card.buttonRow { row in
        if signer.access == .invited {
          row.postButton(
            action: "\(model.path)/\(signer.id)/erneut", label: t("registers.account.resend"), token: visit.formToken)
        }
        row.postButton(
          action: "\(model.path)/\(signer.id)/beenden", label: t("records.coSigner.end"), token: visit.formToken)
      }
    }
  }

  private func newCoSigner(_ page: inout HTML, _ visit: Visit, _ model: CoSignerModel, _ errors: FieldErrors) {
    let t = visit.t
    let person = CoSignerForm(model.roles)
    page.card(title: t("records.coSigner.new")) { card in
      card.form(action: model.path, token: visit.formToken, .class("form")) { fields in
        person.write(to: &fields, Form(visit, errors, initial: person.initial))
        fields.buttonRow { $0.submitButton(t("records.coSigner.add")) }
      }
    }
  }

  @Sendable func addCoSigner(_ visit: Visit) async throws -> Reply {
    let model = try await coSigners(visit)
    guard model.mayChange else { throw NotFound() }
    var form = Form(visit)
    guard let person = CoSignerForm(model.roles).read(&form) else { return coSignersPage(visit, model, form.errors) }
    do {
      try await name(person, in: model.open, cause: visit.cause)
    } catch let limit as MailLimitReached {
      form.refuse(CoSignerForm.email, limit.message(visit.t))
      return coSignersPage(visit, model, form.errors)
    } catch is AlreadyNamed {
      form.refuse(CoSignerForm.email, visit.t("records.coSigner.error.named"))
      return coSignersPage(visit, model, form.errors)
    }
    return visit.redirect(
      to: model.path, flash: .recordsCoSignerNamed, ["name": "\(person.firstName) \(person.lastName)"])
  }

  @Sendable func resendCoSigner(_ visit: Visit) async throws -> Reply {
    let (model, signer) = try await named(visit)
    do {
      try await resend(toCoSigner: signer.id, in: model.open, cause: visit.cause)
    } catch is MailLimitReached {
      return visit.redirect(to: model.path, flash: .registersAccountLimit)
    }
    return visit.redirect(to: model.path, flash: .registersAccountResent)
  }

  @Sendable func endCoSigner(_ visit: Visit) async throws -> Reply {
    let (model, signer) = try await named(visit)
    try await end(coSigner: signer.id, in: model.open, cause: visit.cause)
    return visit.redirect(to: model.path, flash: .recordsCoSignerOver)
  }

  private func named(_ visit: Visit) async throws -> (CoSignerModel, ListedCoSigner) {
    let model = try await coSigners(visit)
    guard model.mayChange, let id = visit.key("person"), let signer = model.signers.first(where: { $0.id == id }) else {
      throw NotFound()
    }
    return (model, signer)
  }
}
