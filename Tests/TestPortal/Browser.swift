import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Web

/// A response.
package struct Page: Sendable {
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let bytes: [UInt8]
  package let path: String

  package var body: String { String(decoding: bytes, as: UTF8.self) }

  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  /// The visible text of the page, without markup, white space collapsed.
  package var text: String {
    var bare = PageBytes(bytes).textWithoutTags
    for (mark, sign) in [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    where bare.contains(mark) {
      bare = bare.replacingOccurrences(of: mark, with: sign)
    }
    return
      bare
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A test browser: keeps cookies and form tokens, and checks every page it gets.
package final class Browser: Sendable {
  private let portal: TestPortal
  package let address: String
  private let cookies = Mutex<[String: String]>([:])
  private let lastPage = Mutex<Page?>(nil)

  init(portal: TestPortal, address: String) {
    self.portal = portal
    self.address = address
  }

  package func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }
  package func setCookie(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }

  /// Another window of the same person, signed in as this one is: what happens there to its cookies stays there.
  package func twin() -> Browser {
    let twin = Browser(portal: portal, address: address)
    twin.cookies.withLock { $0 = cookies.withLock { $0 } }
    return twin
  }

  /// Gets the page at an address, following redirects.
  @discardableResult
  package func get(_ path: String) async throws -> Page {
    try await follow(try await send("GET", path))
  }

  /// Fills in and submits the form on the page at `path`, following the redirect.
  @discardableResult
  package func submit(_ path: String, _ fields: [(String, String)], from page: String? = nil) async throws -> Page {
    try await follow(try await submitOnce(path, fields, from: page))
  }

  /// As `submit`, without following the redirect.
  package func submitOnce(_ path: String, _ fields: [(String, String)], from page: String? = nil) async throws -> Page {
    let form = try await send("GET", page ?? path)
    return try await send("POST", path, Self.encode(fields + [("formular", Self.token(in: form.body) ?? "")]))
  }

  /// Presses a button of the last page: posts the form with the given address.
  @discardableResult
  package func press(_ action: String, _ fields: [(String, String)] = []) async throws -> Page {
    let body = lastPage.withLock { $0?.body } ?? ""
    let hidden = Self.hidden(in: body, action).filter { field in !fields.contains { $0.0 == field.0 } }
    let token = Self.token(in: body) ?? ""
    return try await follow(try await send("POST", action, Self.encode(fields + hidden + [("formular", token)])))
  }

  /// The hidden fields of a form, if the page has exactly one for the address.
  private static func hidden(in body: String, _ action: String) -> [(String, String)] {
    let forms = body.components(separatedBy: "<form ").dropFirst().filter {
      $0.prefix { $0 != ">" }.contains("action=\"\(action)\"")
    }
    guard forms.count == 1, let form = forms.first?.components(separatedBy: "</form>").first else { return [] }
    return form.matches(of: /<input type="hidden" name="([a-zA-Z.]+)" value="([^"]*)"/).map {
      (String($0.output.1), String($0.output.2))
    }.filter { $0.0 != "formular" }
  }

  /// Uploads a file with a multipart form.
  package func upload(
    _ path: String, file: [UInt8], named name: String, fields: [(String, String)] = [], from page: String? = nil
  ) async throws -> Page {
    let form = try await send("GET", page ?? path)
    let boundary = "boundary-of-the-test"
    var body = Array(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"formular\"\r\n\r\n\(Self.token(in: form.body) ?? "")\r\n"
        .utf8)
    for (field, value) in fields {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"\(name)\"\r\n".utf8)
    body += Array("Content-Type: text/csv\r\n\r\n".utf8) + file + Array("\r\n--\(boundary)--\r\n".utf8)
    return try await follow(
      try await send("POST", path, body, contentType: "multipart/form-data; boundary=\(boundary)"))
  }

  private func follow(_ page: Page) async throws -> Page {
    guard page.status == 303, let path = page.header("location")?.prefix(while: { $0 != "#" }).description else {
      return page
    }
    return try await follow(try await send("GET", path))
  }

  package static func encode(_ fields: [(String, String)]) -> [UInt8] {
    Array(fields.map { "\(FormInput.encoded($0))=\(FormInput.encoded($1))" }.joined(separator: "&").utf8)
  }

  package static func token(in body: String) -> String? {
    PageBytes(body).value(after: "name=\"formular\" value=\"")
  }

  /// One request, without following redirects.
  /// - Parameter isChecked: whether the page is checked like every page, which takes longer than the request.
  @discardableResult
  package func send(
    _ method: String, _ path: String, _ body: [UInt8] = [],
    contentType: String = "application/x-www-form-urlencoded", headers: [String: String] = [:],
    isChecked: Bool = true
  ) async throws -> Page {
    var fields = HTTPFields()
    for (name, value) in headers { fields[HTTPField.Name(name)!] = value }  // constants of the tests
    let cookie = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    if !cookie.isEmpty { fields[.cookie] = cookie }
    fields[.contentType] = body.isEmpty ? nil : contentType
    fields[HTTPField.Name("x-forwarded-for")!] = address  // a constant name
    fields[.userAgent] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    let request = Request(
      head: .init(
        method: .init(rawValue: method) ?? .get, scheme: "http", authority: "portal.test", path: path,
        headerFields: fields),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    var logger = Logger(label: "request")
    logger[metadataKey: "hb.request.id"] = "test"
    let context = SiteContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
    let response = try await portal.responder.respond(to: request, context: context)
    let page = try await read(response, path)
    keepCookies(page)
    guard isChecked else { return page }
    if method == "GET" {
      PageCheck.check(page)
      lastPage.withLock { $0 = page }
    } else if page.status != 303 {
      PageCheck.check(page)
      lastPage.withLock { $0 = page }
    }
    return page
  }

  private func read(_ response: Response, _ path: String) async throws -> Page {
    let collector = BodyCollector()
    try await response.body.write(collector)
    return Page(
      status: response.status.code, headers: response.headers.map { ($0.name.rawName, $0.value) },
      bytes: collector.all, path: path)
  }

  private func keepCookies(_ page: Page) {
    for header in page.headers where header.name.lowercased() == "set-cookie" {
      let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      let value: String? = header.value.contains("Max-Age=0") ? nil : String(pair[1])
      cookies.withLock { $0[String(pair[0])] = value }
    }
  }
}

/// Collects the body of a response.
private final class BodyCollector: ResponseBodyWriter, Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var all: [UInt8] { bytes.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0 += Array(buffer: buffer) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
