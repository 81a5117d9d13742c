import Settings
import Web

/// Password reset (`Passwort vergessen`): always the same answer, and a mail with a code if the address has an account.
/// An account that was never activated gets its activation mail again.
extension Accounts {
  @Sendable func resetForm(_ visit: Visit) async throws -> Reply {
    resetPage(visit, email: visit.query.trimmed("email"), FieldErrors())
  }

  @Sendable func requestReset(_ visit: Visit) async throws -> Reply {
    let typed = visit.form.trimmed("email")
    let email = EmailAddress(typed)
    guard email != nil || Self.canBeUserName(typed) else {
      return resetPage(visit, email: typed, FieldErrors("email", visit.t("accounts.reset.error")))
    }
    try await sendReset(to: typed, cause: visit.cause)
    let minutes = String(settings[AccountSettings.resetMinutes])
    guard let email else {
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
