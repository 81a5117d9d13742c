import Chronology
import Foundation
import Sodium

/// A one-time message for the page after a form: a text key with its values, in a signed cookie.
package struct Flash: Sendable, Codable, Equatable {
  package let key: String
  package let values: [String: String]

  package init(_ key: String, _ values: [String: String] = [:]) {
    self.key = key
    self.values = values
  }

  static let cookieName = "kp_flash"

  func cookie(key: SecretKey) -> Cookie? {
    guard let json = try? JSONEncoder().encode(self) else { return nil }
    return Cookie(Self.cookieName, Sodium.base64(key.seal([UInt8](json))), lifetime: .minutes(5))
  }

  static func read(_ value: String, key: SecretKey) -> Flash? {
    guard let sealed = Sodium.bytes(base64: value), let json = key.open(sealed) else { return nil }
    return try? JSONDecoder().decode(Flash.self, from: Data(json))
  }
}

extension Visit {
  /// Redirects and shows a message on the next page.
  package func redirect(to path: String, flash key: String, _ values: [String: String] = [:]) -> Reply {
    let reply = Reply.redirect(path)
    guard let cookie = Flash(key, values).cookie(key: site.flashKey) else { return reply }
    return reply.with(cookie: cookie)
  }
}
