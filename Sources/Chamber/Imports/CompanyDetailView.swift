import Chronology
import Companies
import Documents
import Office
import Web

extension Chamber {
  func companyDetailPage(_ visit: Visit, _ model: CompanyDetail) -> Reply {
    let t = visit.t
    let company = model.company
    return visit.page(company.name) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("chamber.companies.title"), "/kammer/betriebe")])
      page.pageHead(company.name, overline: "\(t("companies.field.number")) \(company.number)")
      page.card(title: t("companies.page.data")) { $0.descriptionList(items(company, t)) }
      members(&page, visit, model.members)
      pins(&page, visit, model)
      branches(&page, visit, model)
      training(&page, visit, model)
      documents.documentCard(&page, visit, model.documents, issuing: (.company, model.company.number))
      page.logCard(model.entries, for: visit)
    }
  }

  private func items(_ company: Company, _ t: Texts) -> [DescriptionItem] {
    let items = [
      (t("chamber.companies.addition"), company.nameAddition), (t("companies.field.legalForm"), company.legalForm),
      (t("companies.field.address"), "\(company.street), \(company.postcode) \(company.place)"),
      (t("companies.field.email"), company.email), (t("companies.field.phone"), company.phone),
      (t("chamber.companies.from"), company.activeFrom.map(t.longDate) ?? ""),
      (t("chamber.companies.until"), company.activeUntil.map(t.longDate) ?? ""),
    ]
    return items.filter { !$0.1.isEmpty }.map { DescriptionItem($0.0, $0.1) }
  }

  private func members(_ page: inout HTML, _ visit: Visit, _ members: [ListedMember]) {
    let t = visit.t
    page.card(title: t("companies.members.title")) { card in
      if members.isEmpty { card.p(t("chamber.companies.noMembers"), .class("muted")) }
      card.taskList(
        members.map { member in
          TaskItem(
            member.name, path: "/kammer/konten/\(member.account)", detail: member.email,
            badge: member.isAdministrator ? (t("companies.right.administration"), .info) : nil)
        })
    }
  }

  private func pins(_ page: inout HTML, _ visit: Visit, _ model: CompanyDetail) {
    let t = visit.t
    page.card(title: t("chamber.pins.title")) { card in
      guard !model.pins.isEmpty else { return card.p(t("chamber.pins.none"), .class("muted")) }
      card.p(t("chamber.pins.text"), .class("muted"))
      card.table(
        caption: t("chamber.pins.title"),
        columns: [
          Column(t("chamber.pins.origin")), Column(t("chamber.pins.state")), Column(t("chamber.pins.requested")),
          Column(t("chamber.pins.validUntil")),
        ]
      ) { rows in
        for pin in model.pins {
          rows.row { row in
            row.heading(t("chamber.pins.origin.\(pin.origin.rawValue)"))
            row.cell(pinState(pin, visit))
            row.cell(t.shortTime(pin.requestedAt, visit.clock))
            row.cell(pin.expiresAt.map { t.shortDate(visit.clock.day(of: $0 - .minutes(1))) } ?? "–")
          }
        }
      }
      if model.pins.contains(where: { [.live, .requested].contains($0.state) }) {
        card.postButton(
          action: "/kammer/betriebe/\(model.company.id)/pins-sperren", label: t("chamber.pins.revoke"),
          token: visit.formToken)
      }
    }
  }

  private func pinState(_ pin: StoredPIN, _ visit: Visit) -> String {
    if pin.state == .live, let expires = pin.expiresAt, expires <= visit.now {
      return visit.t("chamber.pins.state.expired")
    }
    if let used = pin.usedAt {
      return visit.t("chamber.pins.state.used", ["date": visit.t.shortTime(used, visit.clock)])
    }
    return visit.t("chamber.pins.state.\(pin.state.rawValue)")
  }
}
