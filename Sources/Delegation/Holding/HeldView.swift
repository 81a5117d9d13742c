import Accounts
import Chronology
import Web

extension Delegation {
  func heldPage(_ visit: Visit, _ held: [Deputyship]) -> Reply {
    let t = visit.t
    return visit.page(t("delegation.held.title")) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("accounts.profile.title"), AccountPath.profile)])
      page.pageHead(t("delegation.held.title"), lead: t("delegation.held.lead"))
      if held.isEmpty {
        return page.emptyState(title: t("delegation.held.none"), text: t("delegation.held.noneText"), icon: .person)
      }
      for deputyship in held.filter({ $0.state == .offered }) + held.filter({ $0.state == .active }) {
        card(&page, visit, deputyship)
      }
    }
  }

  /// The button `Zum Programm` for each deputyship, on the start page.
  func programmes(_ html: inout HTML, _ visit: Visit, _ active: [Deputyship]) {
    guard !active.isEmpty else { return }
    let t = visit.t
    html.card(title: t("delegation.welcome.active")) { card in
      for deputyship in active {
        card.p("\(deputyship.principalName) (\(t("accounts.function.\(deputyship.principalKind.rawValue)")))")
        card.postButton(
          action: "\(DelegationPath.held(deputyship.id))/handeln", label: t("delegation.acting.button"),
          token: visit.formToken, about: deputyship.principalName)
      }
    }
  }

  private func card(_ page: inout HTML, _ visit: Visit, _ deputyship: Deputyship) {
    let t = visit.t
    let isOffer = deputyship.state == .offered
    page.card(
      title: deputyship.principalName,
      aside: { $0.badge(t("delegation.state.\(deputyship.state.rawValue)"), isOffer ? .wait : .good) }
    ) { card in
      var items = [
        DescriptionItem(
          t("delegation.field.function"), t("accounts.function.\(deputyship.principalKind.rawValue)")),
        DescriptionItem(t("delegation.field.giver"), deputyship.giverName),
        DescriptionItem(t("delegation.field.fields"), fieldNames(deputyship.fields, t)),
        DescriptionItem(t("delegation.field.until"), untilText(deputyship, t)),
      ]
      if isOffer {
        items.append(DescriptionItem(t("delegation.held.answerBy"), t.longDate(lastDay(of: deputyship, visit.clock))))
      }
      if deputyship.deputyCompany != nil, let name = deputyship.deputyName {
        items.append(DescriptionItem(t("delegation.held.company"), name))
      }
      card.descriptionList(items)
      card.buttonRow { actions(&$0, visit, deputyship, isOffer: isOffer) }
    }
  }

  private func actions(_ row: inout HTML, _ visit: Visit, _ deputyship: Deputyship, isOffer: Bool) {
    let t = visit.t
    let path = DelegationPath.held(deputyship.id)
    func button(_ row: inout HTML, _ action: String, _ label: String, _ kind: ButtonKind) {
      row.postButton(
        action: "\(path)/\(action)", label: label, token: visit.formToken, kind, about: deputyship.principalName)
    }
    if isOffer {
      button(&row, "annehmen", t("delegation.accept.button"), .primary)
      button(&row, "ablehnen", t("delegation.decline.button"), .quiet)
    } else {
      button(&row, "handeln", t("delegation.acting.button"), .primary)
      row.buttonLink(t("delegation.return.button"), href: "\(path)/zurueckgeben")
    }
  }
}
