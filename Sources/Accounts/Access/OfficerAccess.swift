import Web

extension Access {
  /// Officers with a right, by its name; others among them are told which one is missing, those whose second factor is
  /// missing are led to where it is set up. To all others the back office does not exist.
  package static func officer(right: String) -> Access {
    Access("officer: \(right)") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard acting.hasFunction(.officer) else { return .hidden }
      if acting.lacksSecondFactor { return secondFactorNeeded }
      if acting.functions.contains(where: { $0.kind == .officer && $0.rights.contains(right) }) { return .allowed }
      return .refused(right: visit.t("chamber.right.\(right)"), helper: visit.t("chamber.right.helper"))
    }
  }

  /// Any officer.
  package static let officer = Access("officer") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    guard acting.hasFunction(.officer) else { return .hidden }
    return acting.lacksSecondFactor ? secondFactorNeeded : .allowed
  }

  private static let secondFactorNeeded = AccessDecision.elsewhere(path: "/profil/zweiter-faktor")
}
