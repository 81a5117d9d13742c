import Accounts
import Chronology
import Database
import Settings
import Web

extension Chamber {
  /// Two officers switch the four eyes off; where there is one only, whoever runs the portal does it by command.
  func switchFourEyesOff(_ visit: Visit) async throws -> Reply {
    let officer = try visit.signedIn().account.id
    let declaration = OfficerSettings.fourEyes.declaration
    let isOff = try await database.write { connection -> Bool in
      let day = visit.clock.day(of: visit.now)
      let administrators = try OfficerQueries.officers(in: connection).filter {
        $0.isActive(on: day) && $0.state == .active && $0.terms.rights.contains(.administration)
      }
      guard administrators.count > 1 else {
        throw Refusal(
          "chamber.fourEyes.alone",
          nextStep: ("chamber.settings.title", "/kammer/einstellungen"))
      }
      guard case .agreed = try secondPair(.fourEyesOff, 0, reason: "", visit, in: connection) else { return false }
      try settings.write(
        declaration, to: "false", from: visit.now, by: officer, address: visit.clientAddress, now: visit.now,
        in: connection)
      return true
    }
    try await settings.refresh(at: visit.now)
    return visit.redirect(
      to: FourEyesKind.fourEyesOff.path(0), flash: isOff ? "chamber.settings.saved" : "chamber.fourEyes.waiting",
      ["name": visit.t("setting.\(declaration.key).name")])
  }
}
