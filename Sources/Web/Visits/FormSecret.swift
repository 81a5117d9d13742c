import Sodium
import Synchronization

/// The secret that a visitor's form tokens are bound to: that of the session, of the visitor's cookie, or a new one. A
/// new one is made when a page first needs it, so that people who only read get no cookie.
package final class FormSecret: Sendable {
  private let known: String
  private let new = Mutex<String?>(nil)

  private static let length = 18

  /// Whether a text has the form of secrets made here.
  static func isMadeHere(_ text: String) -> Bool { Sodium.bytes(base64: text)?.count == length }

  /// - Parameter known: the secret that came with the request; empty if none.
  package init(_ known: String = "") {
    self.known = known
  }

  /// The secret to check a token with; empty if none came with the request, and then no token is valid.
  var ofRequest: String { known }

  /// The secret made for a form on this page; nil if none was needed or it was known before. Set as a cookie.
  var made: String? { new.withLock { $0 } }

  /// The secret to make a token with.
  var value: String {
    guard known.isEmpty else { return known }
    return new.withLock { made in
      if let made { return made }
      let fresh = Sodium.base64(Sodium.randomBytes(Self.length))
      made = fresh
      return fresh
    }
  }
}
