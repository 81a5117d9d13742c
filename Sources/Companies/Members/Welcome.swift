import Accounts
import Chronology
import Database
import Postbox
import Web

extension Companies {
  /// The cards on the start page: open invitations, and the steps to a company for people who have none.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    let acting = try visit.signedIn()
    let invitations = try InvitationQueries.open(for: acting.account.id, now: visit.now, in: connection)
    let asked = try requests(of: acting.account.id, now: visit.now, in: connection)
    return HTML { html in
      for invitation in invitations { self.invitation(&html, visit, invitation) }
      if acting.functions.isEmpty, invitations.isEmpty {
        steps(&html, visit, isRequested: !asked.isEmpty, posted: asked.first?.run?.postedAt)
      }
    }
  }

  private func invitation(_ html: inout HTML, _ visit: Visit, _ invitation: Invitation) {
    let t = visit.t
    html.alert(.info, title: t("companies.welcome.invitation", ["company": invitation.companyName])) { alert in
      alert.p(
        t(
          "companies.welcome.invitationText",
          [
            "rights": rightsText(invitation.isAdministrator, invitation.rights, t),
            "until": invitation.validUntil.map(t.longDate) ?? t("companies.members.unlimited"),
          ]))
      alert.buttonRow { row in
        row.postButton(
          action: "/einladungen/\(invitation.id)/annehmen", label: t("companies.welcome.accept"),
          token: visit.formToken, .primary, about: invitation.companyName)
        row.postButton(
          action: "/einladungen/\(invitation.id)/ablehnen", label: t("companies.welcome.decline"),
          token: visit.formToken, about: invitation.companyName)
      }
    }
  }

  private func steps(_ html: inout HTML, _ visit: Visit, isRequested waits: Bool, posted: Instant?) {
    let t = visit.t
    let detail =
      !waits
      ? t("companies.welcome.verifyText")
      : t(posted == nil ? "companies.welcome.letterWaits" : "companies.welcome.letterPosted")
    html.card(title: t("companies.welcome.steps")) { card in
      card.taskList(
        [
          TaskItem(
            t("companies.welcome.registered"), path: nil, badge: (t("companies.progress.state.done"), .good),
            isDone: true),
          TaskItem(
            t("companies.verify.title"), path: CompanyPath.verification, detail: detail,
            badge: waits && posted == nil
              ? (t("companies.welcome.inProgress"), .wait) : (t("companies.progress.state.now"), .info)),
          TaskItem(t("companies.welcome.invite"), path: nil, detail: t("companies.welcome.inviteText")),
        ], isNumbered: true)
    }
    html.card(title: t("companies.welcome.others")) { card in
      card.p(t("companies.welcome.othersText"))
      card.linkList([Link(t("companies.welcome.letter"), AccountPath.letterCode)])
      card.p(t("companies.welcome.over"), .class("muted"))
    }
  }
}
