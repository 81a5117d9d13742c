import Chronology
import Foundation
import Sodium

/// A message for the page after a form. Each area declares its own as static members.
package struct Notice: Sendable, Equatable {
  package enum Tone: String, Sendable, Codable {
    /// What was wanted is done.
    case success
    /// Nothing was done, or not what was wanted.
    case problem
  }

  /// The key of its text.
  package let key: String
  package let tone: Tone

  package init(_ key: String, _ tone: Tone = .success) {
    self.key = key
    self.tone = tone
  }
}

/// A notice for the next page, with the values of its text, in a sealed cookie.
package struct Flash: Sendable, Codable, Equatable {
  package let key: String
  package let values: [String: String]
  /// Missing in a cookie that was made before notices had a tone.
  private let tone: Notice.Tone?

  package var notice: Notice { Notice(key, tone ?? .success) }

  package init(_ notice: Notice, _ values: [String: String] = [:]) {
    key = notice.key
    tone = notice.tone
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
  /// Redirects and shows a notice on the next page.
  package func redirect(to path: String, flash notice: Notice, _ values: [String: String] = [:]) -> Reply {
    let reply = Reply.redirect(path)
    guard let cookie = Flash(notice, values).cookie(key: site.flashKey) else { return reply }
    return reply.with(cookie: cookie)
  }
}
