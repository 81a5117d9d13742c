import Accounts
import Chronology
import Database
import Office
import Postbox
import Settings
import Web

extension Chamber {
  func accountDetailPage(_ visit: Visit, _ model: AccountDetail) -> Reply {
    let t = visit.t
    let account = model.account
    let name =
      account.state == .deleted ? t("chamber.accounts.deletedName", ["number": String(account.id)]) : account.fullName
    return visit.page(name) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("chamber.accounts.title"), AccountPath.officeStart)])
      page.pageHead(name, lead: account.email)
      page.proposalBanner(model.proposal, for: visit)
      page.card(title: t("chamber.companies.state")) { card in
        card.descriptionList(items(visit, model))
        card.agreement(model.agreement, for: visit)
        actions(&card, visit, model)
      }
      if !model.functions.isEmpty {
        page.card(title: t("chamber.accounts.functions")) { card in
          card.taskList(
            model.functions.map {
              TaskItem($0.title, path: nil, detail: t("accounts.function.\($0.kind.rawValue)"))
            })
        }
      }
      mails(&page, visit, model.mails)
      page.logCard(model.entries, for: visit)
    }
  }

  private func items(_ visit: Visit, _ model: AccountDetail) -> [DescriptionItem] {
    let t = visit.t
    let account = model.account
    var items = [
      DescriptionItem(t("chamber.companies.state")) {
        $0.badge(t("chamber.accounts.state.\(account.state.rawValue)"), Self.badge(account.state))
      },
      DescriptionItem(t("chamber.accounts.created"), t.longTime(account.createdAt, visit.clock)),
      DescriptionItem(
        t("chamber.accounts.lastSignIn"), account.lastSignInAt.map { t.longTime($0, visit.clock) } ?? "–"),
    ]
    if let until = model.lockedUntil {
      items.append(DescriptionItem(t("chamber.accounts.lockedUntil"), t.longTime(until, visit.clock)))
    }
    if let due = account.deletionDueAt {
      items.append(DescriptionItem(t("chamber.accounts.deletionDue"), t.longDate(visit.clock.day(of: due))))
    }
    return items
  }

  private func actions(_ card: inout HTML, _ visit: Visit, _ model: AccountDetail) {
    let t = visit.t
    let path = AccountPath.office(model.account.id)
    func button(_ html: inout HTML, _ action: String, _ key: String, _ kind: ButtonKind = .quiet) {
      html.postButton(action: "\(path)/\(action)", label: t("chamber.accounts.\(key)"), token: visit.formToken, kind)
    }
    card.buttonRow { row in
      if model.lockedUntil != nil { button(&row, "entsperren", "unlock", .primary) }
      if [.active, .pending].contains(model.account.state) { button(&row, "startcode", "startReset") }
      if model.account.state == .blocked { button(&row, "freigeben", "unblock") }
      if model.account.id != visit.acting?.account.id {
        if [.active, .leaving].contains(model.account.state) {
          row.buttonLink(t("chamber.accounts.block"), href: "\(path)/sperren")
        }
        if [.active, .pending, .blocked].contains(model.account.state), model.proposal == nil {
          row.buttonLink(t("chamber.accounts.delete"), href: "\(path)/loeschen", .danger)
        }
      }
    }
  }

  private func mails(_ page: inout HTML, _ visit: Visit, _ mails: [ListedMail]) {
    let t = visit.t
    page.card(title: t("chamber.accounts.mails")) { card in
      card.p(t("chamber.accounts.mailsText"), .class("muted"))
      if mails.isEmpty { return card.p(t("chamber.accounts.noMails")) }
      card.table(
        caption: t("chamber.accounts.mails"),
        columns: [
          Column(t("chamber.accounts.mail")), Column(t("chamber.accounts.mailState")),
          Column(t("chamber.accounts.mailCreated")), Column(t("chamber.accounts.mailSent")),
        ]
      ) { rows in
        for mail in mails {
          rows.row { row in
            row.heading(t("chamber.mail.\(mail.kind)"))
            row.cell { cell in
              cell.text(t("chamber.mail.state.\(mail.state)"))
              if !mail.problem.isEmpty { cell.p(mail.problem, .class("muted small")) }
            }
            row.cell(t.shortTime(mail.createdAt, visit.clock))
            row.cell(mail.sentAt.map { t.shortTime($0, visit.clock) } ?? "–")
          }
        }
      }
    }
  }
}
