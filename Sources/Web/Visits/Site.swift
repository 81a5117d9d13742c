import Chronology
import Foundation
import Logging
import Sodium

/// What all requests share: the portal as composed at start.
package struct Site: Sendable {
  package let clock: WallClock
  package let catalogue: TextCatalogue
  package let assets: Assets
  package let logger: Logger
  /// The portal's public address, without trailing slash: `https://portal.kammer.example`.
  package let baseURL: String
  /// The number of proxies in front; with 0, `X-Forwarded-For` is ignored.
  package let trustedProxies: Int
  package let ways: Ways
  let formTokens: FormTokens
  let keptForms = KeptForms()
  let flashKey: SecretKey
  /// Authentication: finds out who makes the request, before any policy is asked.
  let gatekeeper: @Sendable (inout Visit) async throws -> Void
  /// Called when somebody was refused, for the audit log.
  let onRefusal: @Sendable (RefusalKind, Visit) async -> Void
  /// Makes the frame of a page for a visitor: chamber, menu, account line.
  let frame: @Sendable (Visit, _ title: String) -> Shell

  package init(
    clock: WallClock, catalogue: TextCatalogue, assets: Assets, logger: Logger, baseURL: String,
    trustedProxies: Int, ways: Ways, key: SecretKey,
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
    self.ways = ways
    self.formTokens = FormTokens(key: key.derived(for: "form tokens"))
    self.flashKey = key.derived(for: "flash")
    self.gatekeeper = gatekeeper
    self.frame = frame
    self.onRefusal = onRefusal
  }

  /// Whether the public address is HTTPS; cookies are then sent over HTTPS only.
  package var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// Why a request was refused.
package enum RefusalKind: String, Sendable {
  /// A right is missing.
  case right
  /// The form token is not this visitor's, or is too old.
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
  /// The texts of this target.
  package static var texts: URL { Bundle.module.bundleURL.appendingPathComponent("Texts") }
}
