import Foundation

/// A request as it came in: what the server read from the wire, before anything was made of it.
package struct IncomingRequest: Sendable {
  package let method: String
  package let path: String
  package let query: String
  /// By lower-case name; of several with one name the values are joined by a comma.
  package let headers: [String: String]
  package private(set) var body: Data
  /// The address of the other end of the connection.
  package let peer: String
  let trace: RequestTrace

  package init(
    method: String, path: String, query: String = "", headers: [String: String] = [:], body: Data = Data(),
    peer: String = "127.0.0.1", trace: RequestTrace = RequestTrace()
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.peer = peer
    self.trace = trace
  }

  func with(body: Data) -> IncomingRequest {
    var copy = self
    copy.body = body
    return copy
  }

  /// Whether a program of this machine asks, and no proxy for somebody else.
  var isFromThisMachine: Bool {
    (peer.hasPrefix("127.") || peer == "::1")
      && ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"].allSatisfy { headers[$0] == nil }
  }

  /// The client's address: with `n` trusted proxies the n-th from the right of `X-Forwarded-For`, each proxy having
  /// added the address it saw. What stands further left anyone could have written.
  func clientAddress(trustedProxies: Int) -> String {
    guard trustedProxies > 0, let forwarded = headers["x-forwarded-for"] else { return peer }
    let hops = forwarded.split(separator: ",").map { $0.filter { $0 != " " } }
    guard hops.count >= trustedProxies else { return peer }
    return String(hops[hops.count - trustedProxies].prefix(45))
  }
}
