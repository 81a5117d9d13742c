import Accounts
import Chronology
import Web

/// The deputyships on the giver's page, grouped by state.
struct GivenDeputyships: Sendable {
  let current: [Deputyship]
  let proposed: [Deputyship]
  /// The most recent of those that are over.
  let former: [Deputyship]

  init(_ given: [Deputyship], on day: CalendarDate) {
    func isCurrent(_ one: Deputyship) -> Bool {
      [.offered, .active].contains(one.state) && DeputyshipRules.stands(one, on: day)
    }
    current = given.filter(isCurrent)
    proposed = given.filter { $0.state == .proposed }
    former = Array(given.filter { $0.state != .proposed && !isCurrent($0) }.prefix(20))
  }
}

extension Delegation {
  func givenPage(_ visit: Visit, _ model: GivenDeputyships, _ acting: Acting) -> Reply {
    let t = visit.t
    return visit.page(t("delegation.given.title")) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("accounts.profile.title"), AccountPath.profile)])
      page.pageHead(t("delegation.given.title"), lead: t("delegation.given.lead")) { actions in
        if !deputisable(acting).isEmpty {
          actions.buttonLink(t("delegation.give.title"), href: DelegationPath.new, .primary, icon: .plus)
        }
      }
      if deputisable(acting).isEmpty {
        page.alert(.info, title: t("delegation.nothing.title")) { $0.p(t("delegation.nothing.text")) }
      }
      if !acting.administered.isEmpty {
        page.linkList([Link(t("delegation.propose.title"), DelegationPath.colleague)])
      }
      if model.current.isEmpty, model.proposed.isEmpty {
        page.emptyState(title: t("delegation.given.none"), text: t("delegation.given.noneText"), icon: .person)
      }
      if !model.current.isEmpty {
        givenTable(&page, visit, model.current, title: t("delegation.given.current"), isOpen: true)
      }
      if !model.proposed.isEmpty {
        givenTable(&page, visit, model.proposed, title: t("delegation.given.proposed"), isOpen: true)
      }
      if !model.former.isEmpty {
        givenTable(&page, visit, model.former, title: t("delegation.given.former"), isOpen: false)
      }
    }
  }

  private func givenTable(
    _ page: inout HTML, _ visit: Visit, _ deputyships: [Deputyship], title: String, isOpen: Bool
  ) {
    let t = visit.t
    page.card(title: title) { card in
      card.table(
        caption: title,
        columns: [
          Column(t("delegation.field.deputy")), Column(t("delegation.field.function")),
          Column(t("delegation.field.fields")), Column(t("delegation.field.until")),
          Column(t("delegation.field.state")),
        ] + (isOpen ? [Column(t("delegation.field.action"), .end, isTitleHidden: true)] : [])
      ) { rows in
        for deputyship in deputyships {
          rows.row { row in
            givenCells(&row, visit, deputyship, isOpen: isOpen)
            if isOpen {
              row.cell { cell in
                let label = deputyship.state == .active ? "button" : "takeBack"
                cell.buttonLink(
                  t("delegation.withdrawal.\(label)"), href: "\(DelegationPath.given)/\(deputyship.id)/beenden", .plain)
              }
            }
          }
        }
      }
    }
  }

  private func givenCells(_ row: inout TableWriter, _ visit: Visit, _ deputyship: Deputyship, isOpen: Bool) {
    let t = visit.t
    row.heading(DeputyshipRules.shownName(deputyship))
    row.cell(functionName(deputyship, t))
    row.cell(fieldNames(deputyship.fields, t))
    row.cell(untilText(deputyship, t))
    row.cell { cell in
      stateBadge(&cell, visit, deputyship, isOpen: isOpen)
      if !deputyship.reason.isEmpty { cell.p(deputyship.reason, .class("muted small")) }
    }
  }

  private func stateBadge(_ cell: inout HTML, _ visit: Visit, _ deputyship: Deputyship, isOpen: Bool) {
    let t = visit.t
    // Past its last day, or void because the principal's function is gone.
    if !isOpen, [.offered, .active].contains(deputyship.state) {
      return cell.badge(t("delegation.state.over"))
    }
    if deputyship.isLapsed { return cell.badge(t("delegation.state.lapsed")) }
    let kind: BadgeKind =
      switch deputyship.state {
      case .active: .good
      case .offered, .proposed: .wait
      case .refused, .declined: .bad
      case .withdrawn: .neutral
      }
    cell.badge(t("delegation.state.\(deputyship.state.rawValue)"), kind)
    if deputyship.state == .offered {
      cell.p(
        "\(t("delegation.held.answerBy")) \(t.shortDate(lastDay(of: deputyship, visit.clock)))", .class("muted small"))
    }
  }

  // MARK: Words

  /// `Administration für den Betrieb: Bäckerei Müller`
  package func functionName(_ deputyship: Deputyship, _ t: Texts) -> String {
    "\(t("accounts.function.\(deputyship.principalKind.rawValue)")): \(deputyship.principalName)"
  }

  package func fieldNames(_ fields: Set<WorkField>, _ t: Texts) -> String {
    WorkField.allCases.filter(fields.contains).map { t("delegation.field.\($0.rawValue)") }.joined(separator: ", ")
  }

  func untilText(_ deputyship: Deputyship, _ t: Texts) -> String {
    deputyship.validUntil.map(t.longDate) ?? t("companies.members.unlimited")
  }
}
