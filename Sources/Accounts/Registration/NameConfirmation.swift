import Chronology
import Settings
import Sodium
import Web

/// The name for a registered address may have been typed by a stranger. So the owner confirms it together with the
/// code, unless it was typed in the same browser.
extension Accounts {
  private static let registrationCookie = "kp_registered"

  /// The cookie that remembers what was registered in this browser.
  func registrationMark(_ email: EmailAddress, firstName: String, lastName: String) -> Cookie {
    Cookie(
      Self.registrationCookie, registrationHash(email, firstName, lastName),
      lifetime: .hours(settings[AccountSettings.activationHours]))
  }

  private func registrationHash(_ email: EmailAddress, _ firstName: String, _ lastName: String) -> String {
    Sodium.hexadecimal(tokenKey.hash("registered|\(email.key)|\(firstName)|\(lastName)"))
  }

  /// The name for the account; nil if it still has to be asked for or is invalid, which the page then says.
  func confirmedName(
    with code: StoredStartCode, for account: Account, at email: EmailAddress, _ page: inout StartCodePage,
    _ visit: Visit
  ) -> (first: String, last: String)? {
    let given = (first: code.firstName, last: code.lastName)
    guard account.state == .pending, code.purpose == .activation else { return given }
    let mark = visit.cookies[Self.registrationCookie] ?? ""
    if Sodium.areEqual([UInt8](mark.utf8), [UInt8](registrationHash(email, given.first, given.last).utf8)) {
      return given
    }
    guard visit.form.has("vorname") else {
      page.name = NameForm(given.first, given.last)
      return nil
    }
    let typed = NameForm(visit.form)
    page.name = typed
    let missing = (first: visit.t("web.error.firstName"), last: visit.t("web.error.lastName"))
    let name = typed.checked(visit.t, missing: missing, &page.errors)
    return page.errors.isEmpty ? (name.firstName, name.lastName) : nil
  }
}
