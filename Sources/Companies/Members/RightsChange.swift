import Accounts
import Chronology
import Database
import Web

/// A change of what a member may do and until when; in force with the next click of the person concerned.
extension Companies {
  @Sendable func rightsForm(_ visit: Visit) async throws -> Reply {
    let (company, member) = try await companyAndMember(visit)
    return rightsPage(visit, company, member, RightsForm(member), FieldErrors())
  }

  @Sendable func changeRights(_ visit: Visit) async throws -> Reply {
    let (company, member) = try await companyAndMember(visit)
    let form = RightsForm(visit.form)
    var errors = FieldErrors()
    let rights = form.checked(today: visit.clock.day(of: visit.now), visit.t, &errors)
    guard errors.isEmpty else { return rightsPage(visit, company, member, form, errors) }
    try await change(member, of: company.id, to: rights, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: CompanyPath.company(company.id), flash: .companiesRightsChanged, ["name": member.name])
  }

  /// The company and the member of the path.
  /// - Throws: `NotFound` when there is none.
  func companyAndMember(_ visit: Visit) async throws -> (Company, ListedMember) {
    guard let company = visit.key("company"), let member = visit.key("member") else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let found = try await database.read { connection in
      (
        try CompanyQueries.company(company, in: connection),
        try MemberQueries.members(of: company, on: day, in: connection).first { $0.account == member }
      )
    }
    guard let company = found.0, let member = found.1 else { throw NotFound() }
    return (company, member)
  }

  private func rightsPage(
    _ visit: Visit, _ company: Company, _ member: ListedMember, _ form: RightsForm, _ errors: FieldErrors
  ) -> Reply {
    let t = visit.t
    let title = t("companies.rights.title", ["name": member.name])
    let path = CompanyPath.company(company.id)
    return visit.formPage(title, errors) { page in
      page.pageHead(title, overline: company.name, lead: t("companies.rights.lead"))
      page.formCard { card in
        card.form(action: "\(path)/personen/\(member.account)/aendern", token: visit.formToken, .class("form")) {
          fields in
          rightsFields(&fields, form, errors, t)
          fields.buttonRow { row in
            row.submitButton(t("companies.rights.submit"))
            row.buttonLink(t("companies.withdrawal.all"), href: "\(path)/personen/\(member.account)/entziehen")
            row.buttonLink(t("accounts.cancel"), href: path, .plain)
          }
        }
      }
    }
  }

  func rightsFields(_ fields: inout HTML, _ form: RightsForm, _ errors: FieldErrors, _ t: Texts) {
    fields.radios(
      Question("rolle", t("companies.invite.role"), error: errors["rolle"]),
      [
        Choice("mitglied", t("companies.invite.member"), hint: t("companies.invite.memberHint")),
        Choice("administration", t("companies.right.administration"), hint: t("companies.invite.administrationHint")),
      ], selected: form.role)
    fields.checkboxes(
      Question("rechte", t("companies.invite.rights"), hint: t("companies.invite.rightsHint"), error: errors["rechte"]),
      CompanyRight.allCases.map {
        Choice($0.rawValue, t("companies.right.\($0.rawValue)"), hint: t("companies.right.\($0.rawValue).meaning"))
      }, selected: form.rights)
    fields.field(
      Field(
        "bis", t("companies.invite.until"), kind: .date, hint: t("companies.invite.untilHint"), value: form.validUntil,
        error: errors["bis"], optional: t("companies.optional"), width: .short))
  }
}
