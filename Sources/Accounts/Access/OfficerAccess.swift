import Web

extension Access {
  /// Officers with a right. Other officers are told which right is missing, those without the required second factor
  /// are led to its set-up, and for everybody else the back office does not exist (404).
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
