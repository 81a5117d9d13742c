import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// Another value for a chamber setting, and what the officer saw.
package struct SettingChange: Sendable {
  let declaration: SettingDeclaration
  let value: String
  let seen: String?
  let proposal: String

  /// - Parameters:
  ///   - value: as it is stored; whether the setting takes it is told by the outcome.
  ///   - seen: the value that stood there; nil where the change does not depend on it.
  ///   - proposal: the fingerprint of a colleague's proposal that this agrees to; empty where there was none.
  package init(
    _ declaration: SettingDeclaration, to value: String, seen: String? = nil, agreeingTo proposal: String = ""
  ) {
    (self.declaration, self.value, self.seen, self.proposal) = (declaration, value, seen, proposal)
  }

  fileprivate var switchesFourEyesOff: Bool {
    declaration.key == OfficeSettings.fourEyes.key && value == OfficeSettings.off
  }
}

/// What came of the change of a setting.
package enum SettingOutcome: Sendable, Equatable {
  /// It is in force.
  case changed
  /// A second officer has to agree: the four eyes are switched off.
  case waiting
  /// The setting takes no such value.
  case notAllowed
  /// Somebody else changed it meanwhile.
  case stale(current: String)
}

extension Chamber {
  /// Changes a chamber setting from now on, as soon as two officers agree where it switches the four eyes off.
  /// - Throws: `NotFound` without the right to administer; `office.fourEyes.alone` where no second administrator could
  ///   agree, and what `FourEyes.decide` throws.
  package func apply(_ change: SettingChange, by acting: Acting, cause: Cause) async throws -> SettingOutcome {
    try acting.require(.administration)
    guard settings.allows(change.value, for: change.declaration) else { return .notAllowed }
    let outcome = try await database.write { connection -> SettingOutcome in
      let current = try settings.current(change.declaration, at: cause.now, in: connection)
      if let seen = change.seen, seen != current { return .stale(current: current) }
      if change.switchesFourEyesOff, office.fourEyes.areWanted {
        try requireSecondAdministrator(on: cause.day, in: connection)
        let decision = FourEyesDecision(
          .fourEyesOff, 0, reason: "", seen: change.proposal, by: acting)
        guard case .agreed = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
          return .waiting
        }
      }
      try settings.write(
        change.declaration, to: change.value, from: cause.now, by: acting.account.id, address: cause.address,
        now: cause.now, in: connection)
      return .changed
    }
    try await settings.refresh(at: cause.now)
    return outcome
  }

  /// Two officers switch the four eyes off; where there is one only, whoever runs the portal does it by command.
  private func requireSecondAdministrator(on day: CalendarDate, in connection: any Connection) throws {
    let administrators = try OfficerQueries.officers(in: connection).filter {
      $0.isActive(on: day) && $0.state == .active && $0.terms.rights.contains(.administration)
    }
    guard administrators.count > 1 else {
      throw Refusal("office.fourEyes.alone", nextStep: ("chamber.settings.title", ChamberPath.settings))
    }
  }
}
