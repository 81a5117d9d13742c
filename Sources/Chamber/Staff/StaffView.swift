import Accounts
import Chronology
import Database
import Journal
import Office
import Web

extension Chamber {
  func staffListPage(_ visit: Visit, _ officers: [Officer]) -> Reply {
    let t = visit.t
    return visit.page(t("chamber.staff.title")) { page in
      page.pageHead(t("chamber.staff.title"), lead: t("chamber.staff.lead"))
      page.buttonRow { $0.buttonLink(t("chamber.staff.new"), href: ChamberPath.newOfficer, .primary) }
      staffTable(&page, visit, officers.filter { $0.endedAt == nil }, caption: t("chamber.staff.title"))
      let former = officers.filter { $0.endedAt != nil }
      guard !former.isEmpty else { return }
      page.details(t("chamber.staff.former"), isOpen: false) { part in
        staffTable(&part, visit, former, caption: t("chamber.staff.former"))
      }
    }
  }

  private func staffTable(_ page: inout HTML, _ visit: Visit, _ officers: [Officer], caption: String) {
    let t = visit.t
    page.table(
      caption: caption,
      columns: [
        Column(t("web.field.name")), Column(t("web.field.email")), Column(t("chamber.staff.rights")),
        Column(t("chamber.staff.state")), Column(t("chamber.accounts.lastSignIn")),
      ]
    ) { rows in
      for officer in officers {
        rows.row { row in
          if officer.endedAt == nil {
            row.heading { $0.a(officer.name, href: ChamberPath.officer(officer.account)) }
          } else {
            row.heading(officer.name)
          }
          row.cell(officer.email)
          row.cell(OfficerRight.words(officer.terms.rights, t))
          row.cell { state(&$0, officer, visit) }
          row.cell(officer.lastSignInAt.map { t.shortTime($0, visit.clock) } ?? "–")
        }
      }
    }
  }

  private func state(_ cell: inout HTML, _ officer: Officer, _ visit: Visit) {
    let t = visit.t
    if let ended = officer.endedAt {
      return cell.badge(t("chamber.staff.endedOn", ["date": t.shortDate(visit.clock.day(of: ended))]))
    }
    if officer.state == .pending { return cell.badge(t("chamber.staff.invited"), .wait) }
    guard officer.state == .active else {
      return cell.badge(t("chamber.accounts.state.\(officer.state.rawValue)"), Self.badge(officer.state))
    }
    guard let last = officer.terms.lastDay else { return cell.badge(t("chamber.staff.active"), .good) }
    let isOver = last < visit.clock.day(of: visit.now)
    cell.badge(
      t(isOver ? "chamber.staff.endedOn" : "chamber.staff.endsOn", ["date": t.shortDate(last)]),
      isOver ? .neutral : .wait)
  }

  func newOfficerPage(_ visit: Visit, _ form: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("chamber.staff.new"), form) { page in
      page.pageHead(t("chamber.staff.new"), lead: t("chamber.staff.newLead"))
      page.formCard { card in
        card.form(action: ChamberPath.newOfficer, token: visit.formToken, .class("form")) { fields in
          NewOfficerForm(terms: termsForm(visit)).write(to: &fields, form)
          fields.buttonRow { row in
            row.submitButton(t("chamber.staff.next"))
            row.buttonLink(t("web.form.cancel"), href: ChamberPath.staff)
          }
        }
      }
    }
  }

  func termsForm(_ visit: Visit) -> OfficerTermsForm {
    OfficerTermsForm(among: officerRights, today: visit.clock.day(of: visit.now))
  }

  /// The preview before the mail is sent: its recipient and the rights granted.
  func officerPreview(_ visit: Visit, _ form: Form, _ valid: NewOfficerForm.Valid) async throws -> Reply {
    let (t, names) = (visit.t, NewOfficerForm(terms: termsForm(visit)).names)
    let name = NameRules.full(valid.firstName, valid.lastName)
    let hasAccount = try await database.read { connection in
      try AccountQueries.accounts(at: valid.email, in: connection).contains {
        $0.state == .active && NameRules.mayBeOne($0.fullName, name)
      }
    }
    return visit.page(t("chamber.staff.preview.title")) { page in
      page.pageHead(
        t("chamber.staff.preview.title"),
        lead: t(hasAccount ? "chamber.staff.preview.known" : "chamber.staff.preview.new", ["email": valid.email.text]))
      if isOtherHouse(valid.email, visit) {
        page.alert(.wait, title: t("chamber.staff.preview.otherDomain", ["domain": valid.email.domain])) {
          $0.p(t("chamber.staff.preview.otherDomainText"))
        }
      }
      page.card { card in
        card.descriptionList([
          DescriptionItem(t("web.field.name"), name),
          DescriptionItem(t("web.field.email"), valid.email.text),
          DescriptionItem(t("chamber.staff.rights"), OfficerRight.words(valid.terms.rights, t)),
          DescriptionItem(
            t("chamber.staff.until"), valid.terms.lastDay.map { t.longDate($0) } ?? t("chamber.staff.noEnd")),
        ])
        if valid.terms.rights.contains(.administration) {
          card.p(t("chamber.staff.preview.administration"), .class("muted"))
        }
        card.form(action: ChamberPath.newOfficer, token: visit.formToken) { fields in
          form.writeHidden(to: &fields, names)
          fields.buttonRow { row in
            row.submitButton(t("chamber.staff.preview.submit"), name: "einladen", value: "1")
            row.submitButton(t("chamber.staff.preview.change"), .quiet, name: "aendern", value: "1")
          }
        }
      }
    }
  }

  /// Whether an address is in another domain than the chamber's: often a private one, or mistyped.
  private func isOtherHouse(_ email: EmailAddress, _ visit: Visit) -> Bool {
    guard let own = visit.acting.flatMap({ EmailAddress($0.account.email) }) else { return false }
    return own.domain != email.domain
  }

  func officerPage(_ visit: Visit, _ officer: Officer, _ form: Form) async throws -> Reply {
    let t = visit.t
    let log = try await database.read { try office.log(about: .init(.account, officer.account), in: $0) }
    return visit.formPage(officer.name, form) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("chamber.staff.title"), ChamberPath.staff)])
      page.pageHead(officer.name, lead: officer.email)
      if officer.state == .pending {
        page.alert(.wait, title: t("chamber.staff.pending")) { alert in
          alert.p(t("chamber.staff.pendingText"))
          alert.postButton(
            action: "\(ChamberPath.officer(officer.account))/einladung", label: t("chamber.staff.inviteAgain"),
            token: visit.formToken)
        }
      }
      page.formCard { card in
        card.form(action: ChamberPath.officer(officer.account), token: visit.formToken, .class("form")) { fields in
          fields.hiddenRevision("vorher", officer.fingerprint)
          termsForm(visit).write(to: &fields, form)
          fields.buttonRow { row in
            row.submitButton(t("chamber.staff.save"))
            row.buttonLink(
              t("chamber.staff.end.submit"), href: "\(ChamberPath.officer(officer.account))/beenden", .danger)
            row.buttonLink(t("web.form.cancel"), href: ChamberPath.staff)
          }
        }
      }
      page.logCard(log, for: visit)
    }
  }
}
