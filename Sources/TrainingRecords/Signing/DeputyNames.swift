import Accounts
import Web

extension Acting {
  /// The name of the person who is deputised; empty for who acts for himself or herself.
  var principalName: String { onBehalf?.name ?? "" }
}

extension SignOff {
  /// Who signed, and for whom.
  func signedBy(_ t: Texts) -> String { t.name(signer, for: principal) }
}

extension WeekEvent {
  /// Who did it, and for whom.
  func doneBy(_ t: Texts) -> String { t.name(name, for: principal) }
}

extension Texts {
  /// `Gerda Büro in Vertretung für Marion Berger`
  fileprivate func name(_ name: String, for principal: String) -> String {
    principal.isEmpty ? name : self("records.deputy", ["name": name, "principal": principal])
  }
}
