import Settings
import Web

/// Password reset (`Passwort vergessen`): always the same answer, and a mail with a code if the address has an account.
/// An account that was never activated gets its activation mail again.
extension Accounts {
  static let emailOrName = FormField<String>(
    "email", "accounts.field.emailOrName", hint: "accounts.reset.nameHint", autocomplete: "username"
  ) { (typed, t) throws(FieldProblem) in
    guard EmailAddress(typed) != nil || canBeUserName(typed) else { throw FieldProblem(t("accounts.reset.error")) }
    return typed
  }

  @Sendable func resetForm(_ visit: Visit) async throws -> Reply {
    resetPage(visit, Form(FormInput([(Self.emailOrName.name, visit.query.trimmed("email"))]), visit.t))
  }

  @Sendable func requestReset(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    guard let typed = form.read(Self.emailOrName) else { return resetPage(visit, form) }
    try await sendReset(to: typed, cause: visit.cause)
    let minutes = String(settings[AccountSettings.resetMinutes])
    guard let email = EmailAddress(typed) else {
      return visit.redirect(
        to: AccountPath.startCode, flash: .accountsResetSentName, ["name": typed, "minutes": minutes])
    }
    return visit.redirect(
      to: AccountPath.startCode, flash: .accountsResetSent, ["email": email.text, "minutes": minutes])
  }

  /// Whether a text may be a user name. User names are numbers of registers: Azubinummer, Ausbildernummer,
  /// Prüfernummer, Teilnehmernummer.
  private static func canBeUserName(_ text: String) -> Bool {
    text.count <= 30 && text.contains(where: \.isNumber) && !text.contains("@")
  }
}
