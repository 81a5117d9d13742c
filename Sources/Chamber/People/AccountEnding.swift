import Accounts
import Chronology
import Database
import Office
import Settings
import Web

/// What ends the use of an account: asked once more, with a reason.
enum AccountEnding: String, Sendable {
  case block
  case deletion = "delete"

  var action: String { self == .block ? "sperren" : "loeschen" }
}

extension Chamber {
  /// Asks once more before an account is blocked or deleted, says what will happen, and wants to know why.
  func confirm(_ visit: Visit, _ ending: AccountEnding, _ errors: FieldErrors = FieldErrors()) async throws -> Reply {
    guard let id = visit.key("account"),
      let account = try await database.read({ try AccountQueries.account(id, in: $0) }), account.state != .deleted
    else { throw NotFound() }
    let t = visit.t
    let due = visit.clock.day(of: visit.now + .days(settings[AccountSettings.deletionDays]))
    let (path, key) = ("/kammer/konten/\(id)", "chamber.accounts.confirm.\(ending.rawValue)")
    let proposal =
      ending == .deletion
      ? try await database.read { try FourEyesQueries.proposal(.accountDeletion, id, in: $0) } : nil
    let title = t("\(key).title", ["name": account.fullName])
    return visit.page(title, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.pageHead(title, overline: account.email, lead: t("\(key).text", ["date": t.longDate(due)]))
      if let proposal {
        return page.proposalCard(ProposalCard(proposal, action: "\(path)/\(ending.action)"), for: visit)
      }
      page.formCard { card in
        card.form(action: "\(path)/\(ending.action)", token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "grund", t("chamber.accounts.reason"), kind: .textarea(rows: 3), hint: t("chamber.accounts.reasonHint")
            ).filled(from: visit.form, errors))
          form.buttonRow { row in
            row.submitButton(t("chamber.accounts.\(ending.rawValue)"), .danger)
            row.buttonLink(t("accounts.cancel"), href: path)
          }
        }
      }
    }
  }

  /// The reason that was typed; nil when it is missing or too long.
  func typedReason(_ visit: Visit) -> String? {
    let reason = visit.form.trimmed("grund")
    return (3...500).contains(reason.count) ? reason : nil
  }

  func reasonMissing(_ visit: Visit) -> FieldErrors {
    FieldErrors("grund", visit.t("chamber.accounts.reasonMissing"))
  }
}
