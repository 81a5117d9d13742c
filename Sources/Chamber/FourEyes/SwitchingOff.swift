import Accounts
import Chronology
import Database
import Office
import Settings
import Web

extension Chamber {
  /// Two officers switch the four eyes off; where there is one only, whoever runs the portal does it by command.
  func switchFourEyesOff(_ visit: Visit) async throws -> Reply {
    let (decision, cause) = (try visit.decision(.fourEyesOff, 0, reason: ""), visit.cause)
    let day = visit.clock.day(of: visit.now)
    let declaration = OfficeSettings.fourEyes.declaration
    let isOff = try await database.write { connection -> Bool in
      let administrators = try OfficerQueries.officers(in: connection).filter {
        $0.isActive(on: day) && $0.state == .active && $0.terms.rights.contains(.administration)
      }
      guard administrators.count > 1 else {
        throw Refusal(
          "office.fourEyes.alone",
          nextStep: ("chamber.settings.title", "/kammer/einstellungen"))
      }
      guard case .agreed = try office.fourEyes.decide(decision, cause: cause, in: connection) else { return false }
      try settings.write(
        declaration, to: "false", from: cause.now, by: decision.officer.id, address: cause.address, now: cause.now,
        in: connection)
      return true
    }
    try await settings.refresh(at: visit.now)
    return visit.redirect(
      to: FourEyesKind.fourEyesOff.path(0), flash: isOff ? "chamber.settings.saved" : "office.fourEyes.waiting",
      ["name": visit.t("setting.\(declaration.key).name")])
  }
}
