import Chronology

/// A cookie to be set: host-only, HttpOnly, SameSite.
package struct Cookie: Sendable, Equatable {
  package let name: String
  package let value: String
  /// Nil for a session cookie; zero deletes it.
  package let lifetime: TimeSpan?

  package init(_ name: String, _ value: String, lifetime: TimeSpan? = nil) {
    self.name = name
    self.value = value
    self.lifetime = lifetime
  }

  package static func removal(of name: String) -> Cookie {
    Cookie(name, "", lifetime: .seconds(0))
  }

  /// The value of the header. `secure` means that the portal is reached by HTTPS; the name then has the `__Host-`
  /// prefix.
  func header(secure: Bool) -> String {
    var text = "\(Self.prefix(secure: secure))\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if secure { text += "; Secure" }
    if let lifetime { text += "; Max-Age=\(lifetime.secondsRoundedUp)" }
    return text
  }

  static func prefix(secure: Bool) -> String { secure ? "__Host-" : "" }

  /// Parses a `Cookie` header; of two with one name the first wins, as browsers send the more specific one first.
  static func parse(_ header: String, secure: Bool) -> [String: String] {
    let prefix = prefix(secure: secure)
    var cookies: [String: String] = [:]
    for part in header.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      let name = pair[0].drop { $0 == " " }
      guard name.hasPrefix(prefix) else { continue }
      let key = String(name.dropFirst(prefix.count))
      if cookies[key] == nil { cookies[key] = String(pair[1]) }
    }
    return cookies
  }
}
