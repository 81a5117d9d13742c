/// The addresses of pages about accounts.
package enum AccountPath {
  /// Signing in.
  package static let signIn = "/anmelden"

  /// Signing out, by a form.
  package static let signOut = "/abmelden"

  /// Registering an account.
  package static let registration = "/registrieren"

  /// Entering the start code from a mail.
  package static let startCode = "/startcode"

  /// Entering the start code from a letter.
  package static let letterCode = "/zugangsdaten"
  static let forgottenPassword = "/passwort-vergessen"

  /// The person's own page.
  package static let profile = "/profil"
  static let password = "\(profile)/passwort"
  static let secondFactor = "\(profile)/zweiter-faktor"
  static let deletion = "\(profile)/konto-loeschen"

  /// Choosing in which function the person acts, by a form.
  package static let functionChoice = "/funktion"

  /// A function that was offered to the account.
  static func offeredFunction(_ grant: Int64) -> String { "/funktionen/\(grant)" }

  /// The officers' list.
  package static let officeStart = "/kammer/konten"

  /// The officers' page of an account.
  package static func office(_ account: Int64) -> String { "\(officeStart)/\(account)" }
}
