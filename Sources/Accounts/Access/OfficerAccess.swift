import Web

extension Access {
  /// Officers with a right; others among them are told which one is missing, those whose second factor is
  /// missing are led to where it is set up. To all others the back office does not exist.
  package static func officer(_ right: OfficerRight) -> Access {
    Access("officer: \(right.rawValue)") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard acting.hasFunction(.officer) else { return .hidden }
      if acting.lacksSecondFactor { return secondFactorNeeded }
      if acting.mayWork(on: right) { return .allowed }
      return .refused(right: visit.t("chamber.right.\(right.rawValue)"), helper: visit.t("chamber.right.helper"))
    }
  }

  /// Any officer.
  package static let officer = Access("officer") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    guard acting.hasFunction(.officer) else { return .hidden }
    return acting.lacksSecondFactor ? secondFactorNeeded : .allowed
  }

  private static let secondFactorNeeded = AccessDecision.elsewhere(path: AccountPath.secondFactor)
}
