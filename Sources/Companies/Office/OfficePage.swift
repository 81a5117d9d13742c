import Accounts
import Chronology
import Database
import Journal
import Office
import Web

/// The content of the officers' page of a company.
struct CompanyModel: Sendable {
  let company: Company
  let members: [ListedMember]
  let pins: [StoredPIN]
  let branches: [Company]
  /// The branches to which this head office has access.
  let reached: Set<Int64>
  /// Cards of other areas: its instructors, its documents.
  let annexes: HTML
  let log: OfficersLog
}

/// The officers' page of a company: the chamber's data, its people, its PINs, its branches.
extension Companies {
  @Sendable func officePage(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("company") else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let model = try await database.read { connection -> CompanyModel? in
      guard let company = try CompanyQueries.company(id, in: connection) else { return nil }
      let subject = JournalEntry.Subject(.company, id)
      return CompanyModel(
        company: company, members: try MemberQueries.members(of: id, on: day, in: connection),
        pins: try PINQueries.pins(of: id, in: connection),
        branches: try CompanyQueries.branches(of: id, in: connection),
        reached: try BranchAccessQueries.branches(of: id, in: connection),
        annexes: try office.annexes(
          beside: OfficeObject(subject, number: company.number, getsDocuments: true), for: visit, in: connection),
        log: try office.log(about: subject, in: connection))
    }
    guard let model else { throw NotFound() }
    return officePage(visit, model)
  }

  private func officePage(_ visit: Visit, _ model: CompanyModel) -> Reply {
    let t = visit.t
    let company = model.company
    return visit.page(company.name) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("companies.office.title"), CompanyPath.officeStart)])
      page.pageHead(company.name, overline: "\(t("companies.field.number")) \(company.number)")
      page.card(title: t("companies.page.data")) { $0.descriptionList(items(company, t)) }
      members(&page, visit, model.members)
      pins(&page, visit, model)
      branches(&page, visit, model)
      page.append(model.annexes)
      page.logCard(model.log, for: visit)
    }
  }

  private func items(_ company: Company, _ t: Texts) -> [DescriptionItem] {
    let items = [
      (t("companies.office.addition"), company.nameAddition), (t("companies.field.legalForm"), company.legalForm),
      (t("companies.field.address"), "\(company.street), \(company.postcode) \(company.place)"),
      (t("companies.field.email"), company.email), (t("companies.field.phone"), company.phone),
      (t("companies.office.from"), company.activeFrom.map(t.longDate) ?? ""),
      (t("companies.office.until"), company.activeUntil.map(t.longDate) ?? ""),
    ]
    return items.filter { !$0.1.isEmpty }.map { DescriptionItem($0.0, $0.1) }
  }

  private func members(_ page: inout HTML, _ visit: Visit, _ members: [ListedMember]) {
    let t = visit.t
    page.card(title: t("companies.members.title")) { card in
      if members.isEmpty { card.p(t("companies.office.noMembers"), .class("muted")) }
      card.taskList(
        members.map { member in
          TaskItem(
            member.name, path: AccountPath.office(member.account), detail: member.email,
            badge: member.isAdministrator ? (t("companies.right.administration"), .info) : nil)
        })
    }
  }

  private func pins(_ page: inout HTML, _ visit: Visit, _ model: CompanyModel) {
    let t = visit.t
    page.card(title: t("companies.office.pins.title")) { card in
      guard !model.pins.isEmpty else { return card.p(t("companies.office.pins.none"), .class("muted")) }
      card.p(t("companies.office.pins.text"), .class("muted"))
      card.table(
        caption: t("companies.office.pins.title"),
        columns: [
          Column(t("companies.office.pins.origin")), Column(t("companies.office.pins.state")),
          Column(t("companies.office.pins.requested")),
          Column(t("companies.office.pins.validUntil")),
        ]
      ) { rows in
        for pin in model.pins {
          rows.row { row in
            row.heading(t("companies.office.pins.origin.\(pin.origin.rawValue)"))
            row.cell(pinState(pin, visit))
            row.cell(t.shortTime(pin.requestedAt, visit.clock))
            row.cell(pin.expiresAt.map { t.shortDate(visit.clock.day(of: $0 - .minutes(1))) } ?? "–")
          }
        }
      }
      if model.pins.contains(where: { [.live, .requested].contains($0.state) }) {
        card.postButton(
          action: "\(CompanyPath.office(model.company.id))/pins-sperren", label: t("companies.office.pins.revoke"),
          token: visit.formToken)
      }
    }
  }

  private func pinState(_ pin: StoredPIN, _ visit: Visit) -> String {
    if pin.state == .live, let expires = pin.expiresAt, expires <= visit.now {
      return visit.t("companies.office.pins.state.expired")
    }
    if let used = pin.usedAt {
      return visit.t("companies.office.pins.state.used", ["date": visit.t.shortTime(used, visit.clock)])
    }
    return visit.t("companies.office.pins.state.\(pin.state.rawValue)")
  }

  @Sendable func revokePINs(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("company") else { throw NotFound() }
    let count = try await revokePINs(of: id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: CompanyPath.office(id), flash: .companiesOfficePINsRevoked, ["count": String(count)])
  }
}
