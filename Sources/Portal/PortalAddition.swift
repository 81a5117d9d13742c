import Accounts
import Foundation

/// Additions to the portal's own areas: kinds of persons that none of them knows. Tests use it to show that a new kind
/// needs nothing of the others.
package struct PortalAddition: Sendable {
  package var people: PeopleParts
  package var texts: [URL]

  package init(people: PeopleParts = PeopleParts(), texts: [URL] = []) {
    self.people = people
    self.texts = texts
  }
}
