import Chronology
import Foundation

/// Builds a `Visit` from a request: language, cookies, form, form secret.
extension Site {
  static let visitorCookie = "kp_visitor"
  static let languageCookie = "kp_language"

  func visit(_ request: IncomingRequest, parameters: [String: String], method: VisitMethod) -> Visit {
    let cookies = Cookie.parse(request.headers["cookie"] ?? "", secure: isSecure)
    let query = FormInput(urlEncoded: request.query.utf8)
    let posted = Self.posted(request)
    let chosen = Language(rawValue: query["sprache"])
    let language = chosen ?? cookies[Self.languageCookie].flatMap(Language.init(rawValue:)) ?? .german
    var visit = Visit(
      method: method, path: request.path, query: query, form: posted.form, uploads: posted.uploads,
      parameters: parameters, cookies: cookies,
      clientAddress: request.clientAddress(trustedProxies: trustedProxies),
      userAgent: String((request.headers["user-agent"] ?? "").prefix(400)), isPreview: Self.isPreview(request),
      range: request.headers["range"] ?? "", rangeCondition: request.headers["if-range"] ?? "",
      isHeadOnly: request.method == "HEAD", isFromThisMachine: request.isFromThisMachine,
      isFromElsewhere: request.isFromElsewhere(baseURL), trace: request.trace, site: self,
      t: catalogue.texts(in: language), now: clock.now, formSecret: Self.visitorSecret(cookies))
    if let chosen {
      visit.pendingCookies.append(Cookie(Self.languageCookie, chosen.rawValue, lifetime: .days(365)))
    }
    takeFlash(&visit)
    return visit
  }

  private static func posted(_ request: IncomingRequest) -> (form: FormInput, uploads: [Upload]) {
    guard !request.body.isEmpty else { return (FormInput(), []) }
    if let boundary = MultipartForm.boundary(of: request.headers["content-type"] ?? "") {
      return MultipartForm.parse(request.body, boundary: boundary)
    }
    return (FormInput(urlEncoded: request.body.prefix(mostFormBytes)), [])
  }

  private static let mostFormBytes = 1 << 20

  private static func isPreview(_ request: IncomingRequest) -> Bool {
    let purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].compactMap { request.headers[$0]?.lowercased() }
    return request.method == "HEAD" || purposes.contains { $0.contains("prefetch") || $0.contains("preview") }
  }

  private static func visitorSecret(_ cookies: [String: String]) -> FormSecret {
    // Only in the form that the portal makes: separators in it could make a token ambiguous.
    guard let known = cookies[visitorCookie], FormSecret.isMadeHere(known) else { return FormSecret() }
    return FormSecret(known)
  }

  private func takeFlash(_ visit: inout Visit) {
    guard visit.method == .get, let value = visit.cookies[Flash.cookieName] else { return }
    visit.flash = Flash.read(value, key: flashKey)
    visit.pendingCookies.append(.removal(of: Flash.cookieName))
  }
}
