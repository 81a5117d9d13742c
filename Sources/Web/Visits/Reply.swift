import Chronology
import Foundation

/// A file, or a range of it, as response body.
package struct ReplyFile: Sendable {
  package let url: URL
  package let range: ClosedRange<Int>?
}

/// The response of a handler.
package struct Reply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  package var cookies: [Cookie] = []
  /// Streamed as the body, instead of `body`.
  package var file: ReplyFile?
  /// How long browsers and proxies may cache it if nobody is signed in and no cookie is set; nil for no caching.
  package private(set) var publicFor: TimeSpan?

  package init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package static func html(_ page: HTML, status: Int = 200) -> Reply {
    Reply(status: status, headers: [("content-type", "text/html; charset=utf-8")], body: page.bytes)
  }

  package static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") -> Reply {
    Reply(status: status, headers: [("content-type", type)], body: [UInt8](text.utf8))
  }

  /// Redirects to a page by GET, after a form was posted.
  package static func redirect(_ path: String) -> Reply {
    Reply(status: 303, headers: [("location", path)])
  }

  /// A download; the file name is made safe for the header.
  package static func download(_ bytes: [UInt8], name: String, type: String) -> Reply {
    Reply(
      headers: [("content-type", type), ("content-disposition", "attachment; \(fileNames(name))")], body: bytes)
  }

  /// A file that is shown in the browser or saved under its name.
  /// - Parameter range: the requested byte range; nil for all.
  package static func file(
    _ url: URL, size: Int, range: ClosedRange<Int>?, name: String, type: String, isSaved: Bool
  ) -> Reply {
    var reply = Reply(
      status: range == nil ? 200 : 206,
      headers: [
        ("content-type", type), ("accept-ranges", "bytes"),
        ("content-disposition", "\(isSaved ? "attachment" : "inline"); \(fileNames(name))"),
      ])
    if let range {
      reply.headers.append(("content-range", "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"))
    }
    reply.file = ReplyFile(url: url, range: range)
    return reply
  }

  /// The headers only, of a response whose file is not sent.
  package func withoutFile(size: Int) -> Reply {
    var reply = self
    reply.file = nil
    reply.headers.append(("content-length", String(size)))
    return reply
  }

  /// The file name for old and new browsers (RFC 6266).
  private static func fileNames(_ name: String) -> String {
    let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")
    let encoded = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? "datei"
    return "filename=\"\(safe(name))\"; filename*=UTF-8''\(encoded)"
  }

  private static func safe(_ name: String) -> String {
    String(
      name.unicodeScalars.map {
        $0.isASCII && $0.value > 32 && $0 != "\"" && $0 != "\\" && $0 != "/" ? Character($0) : "-"
      })
  }

  /// Allows caching: the page is the same for everybody who is not signed in.
  package func open(for time: TimeSpan) -> Reply {
    var reply = self
    reply.publicFor = time
    return reply
  }

  package func with(cookie: Cookie) -> Reply {
    var reply = self
    reply.cookies.append(cookie)
    return reply
  }
}
