/// The addresses of pages about deputyships.
package enum DelegationPath {
  /// The person's deputies.
  static let given = "/profil/vertretung"
  static let new = "\(given)/neu"

  /// Proposing a deputy for a colleague in the company.
  static let colleague = "\(given)/mitarbeiter"

  /// The people for whom the person acts as deputy.
  static let held = "/profil/berechtigungen"
  static func held(_ id: Int64) -> String { "\(held)/\(id)" }

  /// Acting for oneself again, by a form.
  package static let actingEnd = "/vertretung/beenden"

  /// The officers' list of proposals.
  static let proposals = "/kammer/vertretungen"
}
