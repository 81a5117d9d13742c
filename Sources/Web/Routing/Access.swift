/// The access policy of a route: a name, printed by `kammerportal routes`, and a check. Accounts adds policies in
/// extensions.
package struct Access: Sendable {
  package let name: String
  package let decide: @Sendable (Visit) async throws -> AccessDecision

  package init(_ name: String, decide: @escaping @Sendable (Visit) async throws -> AccessDecision) {
    self.name = name
    self.decide = decide
  }

  /// Open to all, signed in or not.
  package static let everyone = Access("everyone") { _ in .allowed }

  /// Requests from this machine itself. For a proxy, and so for everybody behind it, the address does not exist.
  package static let thisMachine = Access("this machine") { $0.isFromThisMachine ? .allowed : .hidden }

  var isForEveryone: Bool { name == Access.everyone.name }
}

package enum AccessDecision: Sendable, Equatable {
  case allowed
  /// Nobody is signed in: leads to the sign-in page and back.
  case signInNeeded
  /// Something else has to be done first: redirects to the page where it is done and explained.
  case elsewhere(path: String)
  /// Not visible to this visitor: the same page as for an unknown address (404).
  case hidden
  /// Visible, but not allowed (403): which right is missing, and who can grant it, as sentences.
  case refused(right: String, helper: String)
}
