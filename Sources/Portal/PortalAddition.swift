import Accounts
import Foundation

/// What a portal has beside its own areas: persons of kinds that none of them knows. The tests show with it that a new
/// kind needs nothing of the others.
package struct PortalAddition: Sendable {
  package var people: PeopleParts
  package var texts: [URL]

  package init(people: PeopleParts = PeopleParts(), texts: [URL] = []) {
    self.people = people
    self.texts = texts
  }
}
