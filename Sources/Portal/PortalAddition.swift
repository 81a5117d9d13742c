import Accounts
import Foundation

/// Additions to the portal's own areas: kinds of persons unknown to all of them. Tests use it to show that a new kind
/// does not touch the other areas.
package struct PortalAddition: Sendable {
  package var people: PeopleParts
  package var texts: [URL]

  package init(people: PeopleParts = PeopleParts(), texts: [URL] = []) {
    self.people = people
    self.texts = texts
  }
}
