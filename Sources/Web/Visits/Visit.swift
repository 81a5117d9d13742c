import Chronology
import Foundation

/// The signed-in user as Web knows it; set by the gatekeeper of the target that knows accounts, and asked by policies.
package protocol Principal: Sendable {
  /// The kind of function that they act in, for the log; nil without one. Never identifies the person.
  var functionKind: String? { get }
  /// Identifies the account.
  var owner: String { get }
}

/// A request as handlers see it (request context), independent of the server.
package struct Visit: Sendable {
  package let method: VisitMethod
  /// The path without query, such as `/betriebe/17`.
  package let path: String
  package let query: FormInput
  /// The fields of the posted form; empty for GET.
  package let form: FormInput
  package let uploads: [Upload]
  /// The values of the path parameters.
  package let parameters: [String: String]
  package let cookies: [String: String]
  /// The client's network address, behind the configured number of trusted proxies.
  package let clientAddress: String
  package let userAgent: String
  /// Whether this is a HEAD request or a prefetch, which do not count as reading.
  package let isPreview: Bool
  /// The requested byte range: the header `Range`.
  package let range: String
  /// The version that the range refers to: the header `If-Range`; empty if any.
  package let rangeCondition: String
  /// Whether this is a HEAD request.
  package let isHeadOnly: Bool
  /// Whether the request comes from a program on this machine itself, not from a proxy.
  package let isFromThisMachine: Bool
  /// Whether the browser reports a cross-site request.
  package let isFromElsewhere: Bool
  package let trace: RequestTrace
  package let site: Site
  package let t: Texts
  package let now: Instant
  /// The signed-in user, set by the site's gatekeeper before any policy is asked.
  package var principal: (any Principal)?
  /// The secret that form tokens are bound to; the gatekeeper replaces it with the session's.
  package var formSecret: FormSecret
  /// Cookies to be set with the response.
  package var pendingCookies: [Cookie] = []
  package var flash: Flash?
  /// What the person typed into a form of this page before it could not be processed.
  var kept: KeptForm?
  package let memory = RequestMemory()

  package var clock: WallClock { site.clock }

  /// A new form token, different on each page as protection against compression attacks (BREACH).
  package var formToken: String {
    site.formTokens.make(for: formSecret.value, owner: principal?.owner, page: formPage)
  }

  /// The address of the page that contains the form, even if a response to the form shows it again.
  private var formPage: String {
    if method == .post { return site.formTokens.parts(of: form[FormTokens.fieldName])?.page ?? "" }
    let asked = query.filtered { $0 != KeptForms.queryName }
    return asked.isEmpty ? path : "\(path)?\(asked.urlEncoded)"
  }

  /// A path parameter as a row key; nil if it is not a positive number.
  package func key(_ name: String) -> Int64? {
    parameters[name].flatMap { TypedNumber.key($0) }
  }
}

/// The HTTP methods that the portal serves.
package enum VisitMethod: String, Sendable {
  case get = "GET"
  case post = "POST"
}

/// An uploaded file.
package struct Upload: Sendable {
  package let field: String
  /// The file name sent by the browser, without folders; never used as a path.
  package let fileName: String
  /// A large one is memory-mapped from a file that disappears with this value.
  package let content: Data

  package init(field: String, fileName: String, content: Data) {
    self.field = field
    self.fileName = fileName
    self.content = content
  }

  package var bytes: [UInt8] { [UInt8](content) }
}
