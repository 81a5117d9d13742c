/// Who may use a route: a name, printed by `kammerportal routes`, and the question to ask. The target that knows
/// accounts adds its own policies in extensions.
package struct Access: Sendable {
  package let name: String
  package let decide: @Sendable (Visit) async throws -> AccessDecision

  package init(_ name: String, decide: @escaping @Sendable (Visit) async throws -> AccessDecision) {
    self.name = name
    self.decide = decide
  }

  /// Open to all, signed in or not.
  package static let everyone = Access("everyone") { _ in .allowed }

  /// Programs on this machine; for a proxy, and so for everybody behind it, there is no such address.
  package static let thisMachine = Access("this machine") { $0.isFromThisMachine ? .allowed : .hidden }

  var isForEveryone: Bool { name == Access.everyone.name }
}

package enum AccessDecision: Sendable, Equatable {
  case allowed
  /// Nobody is signed in: the sign-in page, which leads back.
  case signInNeeded
  /// Something else has to be done first: the page where it is done and explained.
  case elsewhere(path: String)
  /// What one may not see does not exist: the same page as for an unknown address.
  case hidden
  /// What one may see but not do: which right is missing, and who can give it, as sentences.
  case refused(right: String, helper: String)
}
