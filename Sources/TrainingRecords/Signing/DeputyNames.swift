import Accounts
import Web

extension Acting {
  /// The name of the person represented by a deputy; empty if nobody is.
  var principalName: String { onBehalf?.name ?? "" }
}

extension SignOff {
  /// Who signed, and on whose behalf.
  func signedBy(_ t: Texts) -> String { t.name(signer, for: principal) }
}

extension WeekEvent {
  /// Who did it, and on whose behalf.
  func doneBy(_ t: Texts) -> String { t.name(name, for: principal) }
}

extension Texts {
  /// `Gerda Büro in Vertretung für Marion Berger`
  fileprivate func name(_ name: String, for principal: String) -> String {
    principal.isEmpty ? name : self("records.deputy", ["name": name, "principal": principal])
  }
}
