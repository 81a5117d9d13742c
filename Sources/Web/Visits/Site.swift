import Chronology
import Foundation
import Logging
import Sodium

/// What all requests share: the portal as it was put together at start.
package struct Site: Sendable {
  package let clock: WallClock
  package let catalogue: TextCatalogue
  package let assets: Assets
  package let logger: Logger
  /// Where people reach the portal, without a slash at the end: `https://portal.kammer.example`.
  package let baseURL: String
  /// How many proxies stand in front; 0 believes no `X-Forwarded-For` at all.
  package let trustedProxies: Int
  let formTokens: FormTokens
  let keptForms = KeptForms()
  let flashKey: SecretKey
  /// Finds out who makes the request, before any policy is asked.
  let gatekeeper: @Sendable (inout Visit) async throws -> Void
  /// Told when somebody was turned away, so that it can be noted.
  let onRefusal: @Sendable (RefusalKind, Visit) async -> Void
  /// Makes the frame of a page for a visitor: chamber, menu, account line.
  let frame: @Sendable (Visit, _ title: String) -> Shell

  package init(
    clock: WallClock, catalogue: TextCatalogue, assets: Assets, logger: Logger, baseURL: String,
    trustedProxies: Int, key: SecretKey,
    gatekeeper: @escaping @Sendable (inout Visit) async throws -> Void,
    frame: @escaping @Sendable (Visit, _ title: String) -> Shell,
    onRefusal: @escaping @Sendable (RefusalKind, Visit) async -> Void = { _, _ in }
  ) {
    self.clock = clock
    self.catalogue = catalogue
    self.assets = assets
    self.logger = logger
    self.baseURL = baseURL
    self.trustedProxies = trustedProxies
    self.formTokens = FormTokens(key: key.derived(for: "form tokens"))
    self.flashKey = key.derived(for: "flash")
    self.gatekeeper = gatekeeper
    self.frame = frame
    self.onRefusal = onRefusal
  }

  /// True when people come by https; cookies are then sent over https only.
  package var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// Why somebody was turned away.
package enum RefusalKind: String, Sendable {
  /// The right is missing.
  case right
  /// The form is none of this visitor's, or too old.
  case form
}

extension Visit {
  /// A whole page in the portal's frame.
  package func page(_ title: String, status: Int = 200, _ content: (inout HTML) -> Void) -> Reply {
    let kept = status == 200 && method == .get ? kept : nil
    return .html(
      Web.page(site.frame(self, title), kept: kept) { page in
        if kept != nil { page.alert(.wait, title: t("web.kept.title")) { $0.p(t("web.kept.text")) } }
        content(&page)
      }, status: status)
  }
}

extension Site {
  /// The texts of this part.
  package static var texts: URL { Bundle.module.bundleURL.appendingPathComponent("Texts") }
}
