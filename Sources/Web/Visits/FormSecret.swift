import Sodium
import Synchronization

/// The value that the form tokens of a visitor are bound to: of the session, of the visitor's cookie, or a new one. A new
/// one is made when a page first needs it, so that people who only read get no cookie.
package final class FormSecret: Sendable {
  private let known: String
  private let new = Mutex<String?>(nil)

  private static let length = 18

  /// Whether a text has the form of those that are made here.
  static func isMadeHere(_ text: String) -> Bool { Sodium.bytes(base64: text)?.count == length }

  /// - Parameter known: what came with the request; empty for nothing.
  package init(_ known: String = "") {
    self.known = known
  }

  /// To check a token that came with the request; empty where nothing is known, for which no token is ever valid.
  var ofRequest: String { known }

  /// What a page was given that has a form; nil where none was needed, or it was known before. Goes out as a cookie.
  var made: String? { new.withLock { $0 } }

  /// To make a token with.
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
