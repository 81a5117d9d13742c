import Chronology

/// The chamber's identity, as shown on pages, mails and letters.
package enum ChamberIdentity {
  package static let name = Setting<String>("chamber.name", "Kammer Musterstadt")
  package static let street = Setting<String>("chamber.street", "Marktplatz 1")
  package static let place = Setting<String>("chamber.place", "12345 Musterstadt")
  package static let phone = Setting<String>("chamber.phone", "01234 5678-0")
  package static let email = Setting<String>("chamber.email", "portal@kammer-musterstadt.example")
  package static let web = Setting<String>("chamber.web", "www.kammer-musterstadt.example")
  package static let signatory = Setting<String>("chamber.signatory", "Team Kammerportal")
  package static let colour = Setting<String>("chamber.colour", "#0a4d8c", atMost: 7)

  /// The state whose public holidays apply; empty for those common to all states.
  package static let state = Setting<String>(
    "chamber.state", "", oneOf: [""] + FederalState.allCases.map(\.rawValue))

  package static let all = [name, street, place, phone, email, web, signatory, colour, state].map(\.declaration)
}

extension ChamberSettings {
  /// The state that the chamber lies in; nil until it is set.
  package var state: FederalState? { FederalState(rawValue: self[ChamberIdentity.state]) }

  /// Phone and e-mail in one line, for the end of a sentence that says whom to ask.
  package var contact: String {
    "\(self[ChamberIdentity.phone]), \(self[ChamberIdentity.email])"
  }
}
