import Chronology
import Journal
import Settings
import Web

/// The content of the profile page.
struct ProfilePage: Sendable {
  let acting: Acting
  let sessions: [ListedSession]
  let entries: [RecordedEntry]
}

extension Accounts {
  func profilePage(_ visit: Visit, _ model: ProfilePage) -> Reply {
    let t = visit.t
    return visit.page(t("accounts.profile.title")) { page in
      page.pageHead(t("accounts.profile.title"), lead: model.acting.account.fullName)
      person(&page, model.acting.account, t)
      functions(&page, visit, model.acting)
      places(&page, model.acting, t)
      deputies(&page, t)
      sessions(&page, visit, model)
      page.card(title: t("accounts.profile.password")) { card in
        card.p(t("accounts.profile.passwordText"))
        card.buttonRow { $0.buttonLink(t("accounts.password.change"), href: AccountPath.password) }
      }
      factorCard(&page, isOn: model.acting.session.factor == .passed, t)
      activity(&page, visit, model.entries)
      page.card(title: t("accounts.deletion.title")) { card in
        card.p(t("accounts.deletion.short"))
        card.buttonRow { $0.buttonLink(t("accounts.deletion.title"), href: AccountPath.deletion) }
      }
    }
  }

  private func person(_ page: inout HTML, _ account: Account, _ t: Texts) {
    page.card(title: t("accounts.profile.person")) { card in
      card.descriptionList([
        DescriptionItem(t("web.field.name"), account.fullName),
        DescriptionItem(t("web.field.email"), account.email),
      ])
      card.p(t("accounts.profile.fixed", ["contact": settings.contact]), .class("muted"))
    }
  }

  private func functions(_ page: inout HTML, _ visit: Visit, _ acting: Acting) {
    let t = visit.t
    page.card(title: t("accounts.profile.functions")) { card in
      if acting.functions.isEmpty {
        card.p(t("accounts.profile.noFunctions"))
        card.buttonRow { $0.buttonLink(t("accounts.link.verify"), href: visit.site.ways.verification) }
      }
      card.taskList(
        acting.functions.map { function in
          TaskItem(
            function.title, path: function.path, detail: t("accounts.function.\(function.kind.rawValue)"))
        })
    }
  }

  /// The places where the chamber leaves something for the person, such as documents.
  private func places(_ page: inout HTML, _ acting: Acting, _ t: Texts) {
    guard !acting.waiting.isEmpty else { return }
    page.card(title: t("accounts.profile.places")) { card in
      card.taskList(
        acting.waiting.map { place in
          TaskItem(
            t(place.label), path: place.path,
            badge: place.count > 0 ? (t("accounts.profile.waiting", ["count": t.number(place.count)]), .wait) : nil)
        })
    }
  }

  private func deputies(_ page: inout HTML, _ t: Texts) {
    page.card(title: t("accounts.profile.deputies")) { card in
      card.p(t("accounts.profile.deputiesText"))
      card.linkList([
        Link(t("accounts.profile.given"), "\(AccountPath.profile)/vertretung"),
        Link(t("accounts.profile.held"), "\(AccountPath.profile)/berechtigungen"),
      ])
    }
  }

  private func sessions(_ page: inout HTML, _ visit: Visit, _ model: ProfilePage) {
    let t = visit.t
    page.card(title: t("accounts.sessions.title")) { card in
      card.p(t("accounts.sessions.text"))
      card.table(
        caption: t("accounts.sessions.title"),
        columns: [
          Column(t("accounts.sessions.device")), Column(t("accounts.sessions.lastSeen")),
          Column(t("accounts.sessions.since")), Column(t("accounts.sessions.end"), .end, isTitleHidden: true),
        ]
      ) { rows in
        for session in model.sessions {
          rows.row { row in
            row.heading("\(session.label) (\(session.address))")
            row.cell(t.shortTime(session.lastSeenAt, visit.clock))
            row.cell(t.shortTime(session.createdAt, visit.clock))
            row.cell { cell in
              if session.id == model.acting.session.id {
                cell.badge(t("accounts.sessions.this"), .good)
              } else {
                cell.postButton(
                  action: "\(AccountPath.profile)/sitzungen/\(session.id)/beenden", label: t("accounts.sessions.end"),
                  token: visit.formToken, about: session.label)
              }
            }
          }
        }
      }
      if model.sessions.count > 1 {
        card.postButton(
          action: "\(AccountPath.profile)/sitzungen/andere-beenden", label: t("accounts.sessions.endOthers"),
          token: visit.formToken)
      }
    }
  }

  private func activity(_ page: inout HTML, _ visit: Visit, _ entries: [RecordedEntry]) {
    let t = visit.t
    page.card(title: t("accounts.activity.title")) { card in
      card.p(t("accounts.activity.text"))
      card.table(
        caption: t("accounts.activity.title"),
        columns: [
          Column(t("web.column.when")), Column(t("web.column.what")),
          Column(t("web.column.where")),
        ]
      ) { rows in
        for entry in entries {
          rows.row { row in
            row.cell(t.shortTime(entry.occurredAt, visit.clock))
            row.cell(t("event.\(entry.entry.event)"))
            row.cell(entry.entry.address.isEmpty ? "–" : entry.entry.address)
          }
        }
      }
    }
  }

  func passwordPage(_ visit: Visit, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    let length = String(settings[AccountSettings.passwordLength])
    return visit.formPage(t("accounts.password.change"), errors) { page in
      page.pageHead(t("accounts.password.change"), lead: t("accounts.password.changeLead"))
      page.formCard { card in
        card.form(action: AccountPath.password, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "bisher", t("accounts.password.current"), kind: .password(passwordWords(t, warns: false)),
              error: errors["bisher"], autocomplete: "current-password"))
          fields.field(
            Field(
              "passwort", t("accounts.password.new"), kind: .password(passwordWords(t, warns: true)),
              hint: t("accounts.password.hint", ["length": length]), error: errors["passwort"],
              autocomplete: "new-password"))
          fields.buttonRow { row in
            row.submitButton(t("accounts.password.change"))
            row.buttonLink(t("web.form.cancel"), href: AccountPath.profile)
          }
        }
      }
    }
  }

  func deletionPage(_ visit: Visit, objection: DeletionObjection?, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    let days = settings[AccountSettings.deletionDays]
    let due = visit.clock.day(of: visit.now + .days(days))
    return visit.formPage(t("accounts.deletion.title"), errors) { page in
      page.pageHead(t("accounts.deletion.title"), lead: t("accounts.deletion.lead", ["date": t.longDate(due)]))
      page.card(title: t("accounts.deletion.what")) { card in
        card.p(t("accounts.deletion.goes"))
        card.p(t("accounts.deletion.stays"))
      }
      if let objection {
        page.alert(.bad, title: t("accounts.deletion.objection.title")) { $0.p(t(objection.code, objection.values)) }
      } else {
        page.formCard { card in
          card.form(action: AccountPath.deletion, token: visit.formToken, .class("form")) { fields in
            fields.field(
              Field(
                "passwort", t("accounts.field.password"), kind: .password(passwordWords(t, warns: false)),
                error: errors["passwort"], autocomplete: "current-password"))
            fields.buttonRow { row in
              row.submitButton(t("accounts.deletion.submit"), .danger)
              row.buttonLink(t("web.form.cancel"), href: AccountPath.profile)
            }
          }
        }
      }
    }
  }
}
