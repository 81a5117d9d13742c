import Chronology
import Foundation

/// Whoever stands behind a request: what the target that knows accounts found out. Policies ask it.
package protocol Principal: Sendable {
  /// In which kind of function they act, for the log; nil without one. Never who it is.
  var functionKind: String? { get }
  /// Tells the account from all others.
  var owner: String { get }
}

/// One request as handlers see it, free of the server that carried it.
package struct Visit: Sendable {
  package let method: VisitMethod
  /// The path without query, such as `/betriebe/17`.
  package let path: String
  package let query: FormInput
  /// The fields of the posted form; empty for a GET.
  package let form: FormInput
  package let uploads: [Upload]
  /// The values of the path's named parts.
  package let parameters: [String: String]
  package let cookies: [String: String]
  /// The address of the client, read behind the configured number of trusted proxies.
  package let clientAddress: String
  package let userAgent: String
  /// Whether a program asks for the head of the answer only, or in advance for what a person might want: no reading.
  package let isPreview: Bool
  /// The part of a file that is asked for, as the header `Range` says it.
  package let range: String
  /// Of which content a part is asked for, as the header `If-Range` says it; empty: of whatever is there.
  package let rangeCondition: String
  /// Whether only the head of the answer is asked for.
  package let isHeadOnly: Bool
  /// Whether a program on this machine asks, not a proxy for somebody else.
  package let isFromThisMachine: Bool
  /// Whether the browser says that a page of another site sent this.
  package let isFromElsewhere: Bool
  package let trace: RequestTrace
  package let site: Site
  package let t: Texts
  package let now: Instant
  /// Found by the site's gatekeeper before any policy is asked.
  package var principal: (any Principal)?
  /// What form tokens of this visitor are bound to; the gatekeeper changes it to that of a session.
  package var formSecret: FormSecret
  /// Cookies to be set with the reply, whatever it is.
  package var pendingCookies: [Cookie] = []
  package var flash: Flash?
  /// What the person typed into a form of this page before it could not be taken.
  var kept: KeptForm?
  package let memory = RequestMemory()

  package var clock: WallClock { site.clock }

  /// A fresh form token, different in each page so that compressed pages do not give it away.
  package var formToken: String {
    site.formTokens.make(for: formSecret.value, owner: principal?.owner, page: formPage)
  }

  /// The address of the page that forms stand on: also where an answer to a form shows it again.
  private var formPage: String {
    if method == .post { return site.formTokens.parts(of: form[FormTokens.fieldName])?.page ?? "" }
    let asked = query.filtered { $0 != KeptForms.queryName }
    return asked.isEmpty ? path : "\(path)?\(asked.urlEncoded)"
  }

  /// A named part of the path as a key; nil when it is no positive number.
  package func key(_ name: String) -> Int64? {
    parameters[name].flatMap { TypedNumber.key($0) }
  }
}

/// The methods that the portal serves.
package enum VisitMethod: String, Sendable {
  case get = "GET"
  case post = "POST"
}

/// A file that came with a form.
package struct Upload: Sendable {
  package let field: String
  /// As the browser named it, without folders; never used as a path.
  package let fileName: String
  /// A large one lies in a file that is gone with this value; reading it takes no memory but what is touched.
  package let content: Data

  package init(field: String, fileName: String, content: Data) {
    self.field = field
    self.fileName = fileName
    self.content = content
  }

  package var bytes: [UInt8] { [UInt8](content) }
}
