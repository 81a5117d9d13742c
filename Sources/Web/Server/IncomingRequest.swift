import Foundation

/// A request as read from the wire, before anything is parsed.
package struct IncomingRequest: Sendable {
  package let method: String
  package let path: String
  package let query: String
  /// By lower-case name; values of repeated headers are joined by a comma.
  package let headers: [String: String]
  package private(set) var body: Data
  /// The requested host, as sent by the client.
  package let authority: String
  /// The peer address of the connection.
  package let peer: String
  let trace: RequestTrace

  package init(
    method: String, path: String, query: String = "", headers: [String: String] = [:], body: Data = Data(),
    authority: String = "", peer: String = "127.0.0.1", trace: RequestTrace = RequestTrace()
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.authority = authority
    self.peer = peer
    self.trace = trace
  }

  func with(body: Data) -> IncomingRequest {
    var copy = self
    copy.body = body
    return copy
  }

  /// Whether the request comes from a program on this machine itself, not from a proxy.
  var isFromThisMachine: Bool {
    (peer.hasPrefix("127.") || peer == "::1")
      && ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"].allSatisfy { headers[$0] == nil }
  }

  /// The client's address: with `n` trusted proxies the n-th from the right of `X-Forwarded-For`, as each proxy appends
  /// the address it saw. Entries further left could be forged.
  func clientAddress(trustedProxies: Int) -> String {
    guard trustedProxies > 0, let forwarded = headers["x-forwarded-for"] else { return peer }
    let hops = forwarded.split(separator: ",").map { $0.filter { $0 != " " } }
    guard hops.count >= trustedProxies else { return peer }
    return String(hops[hops.count - trustedProxies].prefix(45))
  }

  /// Whether the browser reports a cross-site request. `Origin` alone would not do: the portal's own pages send no
  /// referrer, so browsers send `null` with their forms.
  /// - Parameter own: the portal's address.
  func isFromElsewhere(_ own: String) -> Bool {
    if let site = headers["sec-fetch-site"] { return site != "same-origin" && site != "none" }
    guard let origin = headers["origin"]?.lowercased(), origin != "null" else { return false }
    if "\(own.lowercased())/".hasPrefix("\(origin)/") { return false }
    // Some reach the portal under another host name, also through a proxy.
    let host = origin.split(separator: "/").last.map(String.init)
    return host != authority.lowercased() && host != headers["x-forwarded-host"]?.lowercased()
  }
}
