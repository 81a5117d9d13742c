/// What a handler answers.
package struct Reply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  package var cookies: [Cookie] = []

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

  /// Sends the browser to a page with GET, after a form was done.
  package static func redirect(_ path: String) -> Reply {
    Reply(status: 303, headers: [("location", path)])
  }

  /// A file to be saved under a name; the name is made safe for the header.
  package static func download(_ bytes: [UInt8], name: String, type: String) -> Reply {
    let safe = name.unicodeScalars.map {
      $0.isASCII && $0.value > 32 && $0 != "\"" && $0 != "\\" && $0 != "/" ? Character($0) : "-"
    }
    return Reply(
      headers: [
        ("content-type", type), ("content-disposition", "attachment; filename=\"\(String(safe))\""),
      ], body: bytes)
  }

  package func with(cookie: Cookie) -> Reply {
    var reply = self
    reply.cookies.append(cookie)
    return reply
  }
}
