import Accounts
import Chronology
import Database
import Office
import Settings
import Web

/// The actions that end the use of an account; they need a confirmation and a reason.
enum AccountEnding: String, Sendable {
  case block
  case deletion = "delete"

  var action: String { self == .block ? "sperren" : "loeschen" }

  static let reason = FormField.reason(
    "chamber.accounts.reason", Chamber.accountReason, missing: "chamber.accounts.reasonMissing",
    hint: "chamber.accounts.reasonHint")
}

extension Chamber {
  /// The confirmation page for blocking or deleting an account: it says what will happen and asks for a reason.
  func confirm(_ visit: Visit, _ ending: AccountEnding, _ typed: Form? = nil) async throws -> Reply {
    guard let id = visit.key("account"),
      let account = try await database.read({ try AccountQueries.account(id, in: $0) }), account.state != .deleted
    else { throw NotFound() }
    let t = visit.t
    let due = visit.clock.day(of: visit.now + .days(settings[AccountSettings.deletionDays]))
    let (path, key) = (AccountPath.office(id), "chamber.accounts.confirm.\(ending.rawValue)")
    let proposal =
      ending == .deletion
      ? try await database.read { try FourEyesQueries.proposal(.accountDeletion, id, in: $0) } : nil
    let title = t("\(key).title", ["name": account.fullName])
    let typed = typed ?? Form(visit)
    return visit.formPage(title, typed) { page in
      page.pageHead(title, overline: account.email, lead: t("\(key).text", ["date": t.longDate(due)]))
      if let proposal {
        return page.proposalCard(ProposalCard(proposal, action: "\(path)/\(ending.action)"), for: visit)
      }
      page.formCard { card in
        card.form(action: "\(path)/\(ending.action)", token: visit.formToken, .class("form")) { form in
          form.field(AccountEnding.reason, typed)
          form.buttonRow { row in
            row.submitButton(t("chamber.accounts.\(ending.rawValue)"), .danger)
            row.buttonLink(t("web.form.cancel"), href: path)
          }
        }
      }
    }
  }
}
