import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// A change of a chamber setting, and what the officer saw.
package struct SettingChange: Sendable {
  let declaration: SettingDeclaration
  let value: String
  let seen: String?
  let proposal: String

  /// - Parameters:
  ///   - value: in its stored form; the outcome says whether the setting accepts it.
  ///   - seen: the value seen by the officer; nil if the change does not depend on it.
  ///   - proposal: the fingerprint of a colleague's proposal that this agrees to; empty if there was none.
  package init(
    _ declaration: SettingDeclaration, to value: String, seen: String? = nil, agreeingTo proposal: String = ""
  ) {
    (self.declaration, self.value, self.seen, self.proposal) = (declaration, value, seen, proposal)
  }

  fileprivate var switchesFourEyesOff: Bool {
    declaration.key == OfficeSettings.fourEyes.key && value == OfficeSettings.off
  }
}

/// The outcome of changing a setting.
package enum SettingOutcome: Sendable, Equatable {
  /// It is in force.
  case changed
  /// A second officer has to agree to switching four eyes off.
  case waiting
  /// The setting does not accept this value.
  case notAllowed
  /// The setting was changed meanwhile.
  case stale(current: String)
}

extension Chamber {
  /// Changes a chamber setting immediately, or, if it switches four eyes off, once two officers agree.
  /// - Throws: `NotFound` without the right to administer; `office.fourEyes.alone` if there is no second administrator
  ///   who could agree, and what `FourEyes.decide` throws.
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

  /// Switching four eyes off takes two administrators; if there is only one, the operator can do it by command.
  private func requireSecondAdministrator(on day: CalendarDate, in connection: any Connection) throws {
    let administrators = try OfficerQueries.officers(in: connection).filter {
      $0.isActive(on: day) && $0.state == .active && $0.terms.rights.contains(.administration)
    }
    guard administrators.count > 1 else {
      throw Refusal("office.fourEyes.alone", nextStep: ("chamber.settings.title", ChamberPath.settings))
    }
  }
}
