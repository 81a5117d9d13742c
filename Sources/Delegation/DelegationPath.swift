/// The addresses of pages about deputyships.
package enum DelegationPath {
  /// Who acts for the person.
  static let given = "/profil/vertretung"
  static let new = "\(given)/neu"

  /// Proposing a deputy for somebody else of the company.
  static let colleague = "\(given)/mitarbeiter"

  /// For whom the person acts.
  static let held = "/profil/berechtigungen"
  static func held(_ id: Int64) -> String { "\(held)/\(id)" }

  /// Acting for oneself again, by a form.
  package static let actingEnd = "/vertretung/beenden"

  /// The officers' list of proposals.
  static let proposals = "/kammer/vertretungen"
}
