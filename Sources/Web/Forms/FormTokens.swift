import Sodium

/// Tokens that show that a form was sent from our own page (against cross-site request forgery). A token is a random
/// value with its keyed hash over the visitor's secret, so each page carries another one. It also says on which page the
/// form stands and, unforgeably, whose it is: what was typed comes back there when it could not be taken.
package struct FormTokens: Sendable {
  private let key: SecretKey
  static let fieldName = "formular"
  private static let longestPage = 300

  struct Parts: Sendable {
    let nonce: String
    /// The address of the page, as the token says; proven only by `isMade`.
    let page: String
    /// Over nonce, page and account.
    let tag: String
  }

  init(key: SecretKey) {
    self.key = key
  }

  /// - Parameter owner: the account that the page is made for; nil for nobody.
  func make(for secret: String, owner: String? = nil, page: String = "") -> String {
    let nonce = Sodium.base64(Sodium.randomBytes(12))
    let place = page.utf8.count <= Self.longestPage ? page : ""
    let tag = owner.map { self.tag(nonce, place, $0) } ?? ""
    let text = "\(nonce).\(Sodium.base64([UInt8](place.utf8))).\(tag)"
    return "\(text).\(signature(text, secret))"
  }

  /// - Parameter secret: what came with the request; for none no token is valid.
  func isValid(_ token: String, for secret: String) -> Bool {
    guard !secret.isEmpty, let end = token.lastIndex(of: ".") else { return false }
    let (text, signed) = (String(token[..<end]), token[token.index(after: end)...])
    return Sodium.areEqual([UInt8](signed.utf8), [UInt8](signature(text, secret).utf8))
  }

  func parts(of token: String) -> Parts? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let page = Sodium.bytes(base64: parts[1]) else { return nil }
    return Parts(nonce: parts[0], page: String(decoding: page, as: UTF8.self), tag: parts[2])
  }

  /// Whether a token was made for an account, on the page that it names.
  func isMade(_ parts: Parts, for owner: String) -> Bool {
    Sodium.areEqual([UInt8](parts.tag.utf8), [UInt8](tag(parts.nonce, parts.page, owner).utf8))
  }

  /// Whether the portal made the token for a page of somebody, whoever that is.
  func isGenuine(_ parts: Parts) -> Bool {
    guard let tag = Sodium.bytes(base64: parts.tag), tag.count == 2 * Self.half else { return false }
    return Sodium.areEqual(
      Array(tag.suffix(Self.half)), proof(of: Array(tag.prefix(Self.half)), parts.nonce, parts.page))
  }

  private static let half = 16

  /// The first half says whose it is, the second that the portal wrote the first.
  private func tag(_ nonce: String, _ page: String, _ owner: String) -> String {
    let whose = Array(key.hash("owner|\(nonce)|\(page)|\(owner)").prefix(Self.half))
    return Sodium.base64(whose + proof(of: whose, nonce, page))
  }

  private func proof(of whose: [UInt8], _ nonce: String, _ page: String) -> [UInt8] {
    Array(key.hash("made|\(nonce)|\(page)|\(Sodium.base64(whose))").prefix(Self.half))
  }

  private func signature(_ text: String, _ secret: String) -> String {
    Sodium.base64(key.hash("\(text)|\(secret)"))
  }
}

extension HTML {
  /// A form that posts, with its token. Every form of the portal that changes something is made by this.
  package mutating func form(
    action: String, token: String, _ attributes: Attribute..., content: (inout HTML) -> Void
  ) {
    form(action: action, token: token, attributes: attributes, content: content)
  }

  package mutating func form(
    action: String, token: String, attributes: [Attribute], content: (inout HTML) -> Void
  ) {
    element("form", [.attribute("method", "post"), .attribute("action", action)] + attributes) { form in
      form.void("input", [.type("hidden"), .name(FormTokens.fieldName), .value(token)])
      form.filling = form.kept.flatMap { Filling($0, for: action) }
      if form.filling != nil, let kept = form.kept {
        form.void("input", [.type("hidden"), .name(KeptForms.queryName), .value(kept.id)])
      }
      content(&form)
      form.filling = nil
    }
  }
}
