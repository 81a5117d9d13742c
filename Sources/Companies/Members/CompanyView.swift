import Accounts
import Chronology
import Database
import Settings
import Web

/// The content of the company's page.
struct CompanyPage: Sendable {
  let company: Company
  let members: [ListedMember]
  let invitations: [Invitation]
}

extension Companies {
  func companyPage(_ visit: Visit, _ model: CompanyPage) throws -> Reply {
    let t = visit.t
    let company = model.company
    let acting = try visit.signedIn()
    let isAdministrator = acting.function([.companyAdministrator], for: company.id) != nil
    return visit.page(company.name) { page in
      page.pageHead(
        company.name, overline: t("companies.field.number") + " " + company.number,
        lead: company.nameAddition.isEmpty ? nil : company.nameAddition)
      members(&page, visit, model, acting, isAdministrator: isAdministrator)
      if isAdministrator, !model.invitations.isEmpty { invitations(&page, visit, model) }
      page.card(title: t("companies.page.data")) { card in
        card.descriptionList(companyItems(company, t))
        card.p(t("companies.page.dataHint", ["contact": settings.contact]), .class("muted"))
      }
    }
  }

  private func companyItems(_ company: Company, _ t: Texts) -> [DescriptionItem] {
    let items = [
      (t("companies.field.address"), "\(company.street), \(company.postcode) \(company.place)"),
      (t("companies.field.legalForm"), company.legalForm), (t("companies.field.email"), company.email),
      (t("companies.field.phone"), company.phone),
    ]
    return items.filter { !$0.1.isEmpty }.map { DescriptionItem($0.0, $0.1) }
  }

  private func members(
    _ page: inout HTML, _ visit: Visit, _ model: CompanyPage, _ acting: Acting, isAdministrator: Bool
  ) {
    let t = visit.t
    let company = model.company.id
    page.card(
      title: t("companies.members.title"),
      aside: isAdministrator
        ? {
          $0.buttonLink(t("companies.invite.title"), href: CompanyPath.invitation(to: company), .primary, icon: .plus)
        }
        : nil
    ) { card in
      card.p(t("companies.members.text"))
      card.table(
        caption: t("companies.members.title"),
        columns: [
          Column(t("companies.members.person")), Column(t("companies.members.rights")),
          Column(t("companies.members.until")), Column(t("companies.members.action"), .end, isTitleHidden: true),
        ]
      ) { rows in
        for member in model.members {
          rows.row { row in
            row.heading { cell in
              cell.text(member.name)
              // Colleagues know each other's addresses; a deputy for some fields of work need not.
              guard acting.onBehalf == nil else { return }
              cell.br()
              cell.span(member.email, .class("muted small"))
            }
            row.cell(rightsText(member.isAdministrator, member.rights, t))
            row.cell(member.validUntil.map(t.longDate) ?? t("companies.members.unlimited"))
            row.cell { cell in
              if member.account == acting.account.id { cell.badge(t("companies.members.you"), .info) }
              if isAdministrator {
                cell.buttonLink(
                  t("companies.rights.button"),
                  href: "\(CompanyPath.company(company))/personen/\(member.account)/aendern", .plain)
              }
            }
          }
        }
      }
    }
  }

  func rightsText(_ isAdministrator: Bool, _ rights: Set<CompanyRight>, _ t: Texts) -> String {
    if isAdministrator { return t("companies.right.administration") }
    return CompanyRight.allCases.filter(rights.contains).map { t("companies.right.\($0.rawValue)") }
      .joined(separator: ", ")
  }

  private func invitations(_ page: inout HTML, _ visit: Visit, _ model: CompanyPage) {
    let t = visit.t
    page.card(title: t("companies.invitations.title")) { card in
      card.table(
        caption: t("companies.invitations.title"),
        columns: [
          Column(t("companies.field.email")), Column(t("companies.members.rights")),
          Column(t("companies.invitations.expires")), Column(t("companies.members.action"), .end, isTitleHidden: true),
        ]
      ) { rows in
        for invitation in model.invitations {
          rows.row { row in
            row.heading(invitation.email)
            row.cell(rightsText(invitation.isAdministrator, invitation.rights, t))
            row.cell(t.longDate(visit.clock.day(of: invitation.expiresAt)))
            row.cell { cell in
              cell.postButton(
                action: "\(CompanyPath.company(model.company.id))/einladungen/\(invitation.id)/zurueckziehen",
                label: t("companies.invitations.withdraw"), token: visit.formToken, about: invitation.email)
            }
          }
        }
      }
    }
  }

  func withdrawalPage(_ visit: Visit, _ company: Company, _ member: ListedMember) -> Reply {
    let t = visit.t
    let title = t("companies.withdrawal.title", ["name": member.name])
    return visit.page(title) { page in
      page.pageHead(
        title, overline: company.name, lead: t("companies.withdrawal.lead", ["company": company.name]))
      page.form(
        action: "\(CompanyPath.company(company.id))/personen/\(member.account)/entziehen", token: visit.formToken
      ) { form in
        form.buttonRow { row in
          row.submitButton(t("companies.withdrawal.submit"), .danger)
          row.buttonLink(t("web.form.cancel"), href: CompanyPath.company(company.id))
        }
      }
    }
  }

  func invitationPage(_ visit: Visit, _ form: Form) async throws -> Reply {
    guard let id = visit.key("company"),
      let company = try await database.read({ try CompanyQueries.company(id, in: $0) })
    else { throw NotFound() }
    let t = visit.t
    return visit.formPage(t("companies.invite.title"), form) { page in
      page.pageHead(t("companies.invite.title"), overline: company.name, lead: t("companies.invite.lead"))
      page.formCard { card in
        card.form(action: CompanyPath.invitation(to: id), token: visit.formToken, .class("form")) { fields in
          InvitationForm(today: visit.clock.day(of: visit.now)).write(to: &fields, form)
          fields.buttonRow { row in
            row.submitButton(t("companies.invite.submit"))
            row.buttonLink(t("web.form.cancel"), href: CompanyPath.company(id))
          }
        }
      }
    }
  }
}
