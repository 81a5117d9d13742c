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
    coSignersPage(visit, try await coSigners(visit), .empty)
  }

  private func coSignersPage(_ visit: Visit, _ model: CoSignerModel, _ form: CoSignerForm) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.coSigner.title"), form.errors) { page in
      page.breadcrumb(
        label: t("records.breadcrumb"), [Link(t("records.menu"), RecordPath.record(model.record.apprenticeship))])
      page.pageHead(
        t("records.coSigner.title"), overline: model.record.name,
        lead: t(model.mayChange ? "records.coSigner.lead" : "records.coSigner.ownLead"))
      for signer in model.signers { card(&page, visit, signer, model) }
      if model.signers.isEmpty {
        page.emptyState(title: t("records.coSigner.none"), text: t("records.coSigner.noneText"))
      }
      if model.mayChange, !model.roles.isEmpty { newCoSigner(&page, visit, model, form) }
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

  private func newCoSigner(_ page: inout HTML, _ visit: Visit, _ model: CoSignerModel, _ form: CoSignerForm) {
    let t = visit.t
    page.card(title: t("records.coSigner.new")) { card in
      card.form(action: model.path, token: visit.formToken, .class("form")) { fields in
        fields.radios(
          Question("rolle", t("records.coSigner.role"), error: form.errors["rolle"]),
          model.roles.map {
            Choice(
              $0.rawValue, t("records.coSigner.role.\($0.rawValue)"), hint: t("records.coSigner.hint.\($0.rawValue)"))
          }, selected: form.role?.rawValue ?? (model.roles.count == 1 ? model.roles[0].rawValue : ""))
        fields.field(
          Field("vorname", t("web.field.firstName"), value: form.firstName, error: form.errors["vorname"]))
        fields.field(
          Field("nachname", t("web.field.lastName"), value: form.lastName, error: form.errors["nachname"]))
        if model.roles != [.guardian] {
          let isOptional = model.roles.contains(.guardian)
          fields.field(
            Field(
              "einrichtung", t("records.coSigner.place"), hint: isOptional ? t("records.coSigner.placeHint") : nil,
              value: form.place, error: form.errors["einrichtung"], isRequired: !isOptional))
        }
        fields.field(
          Field(
            "email", t("web.field.email"), kind: .email, hint: t("records.coSigner.emailHint"), value: form.email,
            error: form.errors["email"]))
        fields.buttonRow { $0.submitButton(t("records.coSigner.add")) }
      }
    }
  }

  @Sendable func addCoSigner(_ visit: Visit) async throws -> Reply {
    let model = try await coSigners(visit)
    guard model.mayChange else { throw NotFound() }
    var form = CoSignerForm(visit.form)
    guard let person = form.validate(model.roles, visit.t) else { return coSignersPage(visit, model, form) }
    do {
      try await name(person, in: model.open, cause: visit.cause)
    } catch let limit as MailLimitReached {
      form.errors.add("email", limit.message(visit.t))
      return coSignersPage(visit, model, form)
    } catch is AlreadyNamed {
      form.errors.add("email", visit.t("records.coSigner.error.named"))
      return coSignersPage(visit, model, form)
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
