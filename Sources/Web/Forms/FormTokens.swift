import Sodium

/// Form tokens against cross-site request forgery: they prove that a form was sent from a page of the portal. A token
/// is a random nonce with its keyed hash over the visitor's secret, so it differs on each page. It also names, with a
/// signature, the page of the form and the account it was made for, so that a rejected form can be restored there.
package struct FormTokens: Sendable {
  private let key: SecretKey
  static let fieldName = "formular"
  private static let longestPage = 300

  struct Parts: Sendable {
    let nonce: String
    /// The address of the page, as claimed by the token; verified only by `isMade`.
    let page: String
    /// The signature of nonce, page and account.
    let tag: String
  }

  init(key: SecretKey) {
    self.key = key
  }

  /// - Parameter owner: the account that the page is made for; nil if nobody is signed in.
  func make(for secret: String, owner: String? = nil, page: String = "") -> String {
    let nonce = Sodium.base64(Sodium.randomBytes(12))
    let place = page.utf8.count <= Self.longestPage ? page : ""
    let tag = owner.map { self.tag(nonce, place, $0) } ?? ""
    let text = "\(nonce).\(Sodium.base64([UInt8](place.utf8))).\(tag)"
    return "\(text).\(signature(text, secret))"
  }

  /// - Parameter secret: the secret that came with the request; if empty no token is valid.
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

  /// Whether the token was made for an account and for the page that it names.
  func isMade(_ parts: Parts, for owner: String) -> Bool {
    Sodium.areEqual([UInt8](parts.tag.utf8), [UInt8](tag(parts.nonce, parts.page, owner).utf8))
  }

  /// Whether the portal made the token, for whatever account.
  func isGenuine(_ parts: Parts) -> Bool {
    guard let tag = Sodium.bytes(base64: parts.tag), tag.count == 2 * Self.half else { return false }
    return Sodium.areEqual(
      Array(tag.suffix(Self.half)), proof(of: Array(tag.prefix(Self.half)), parts.nonce, parts.page))
  }

  private static let half = 16

  /// The first half authenticates the account, the second that the portal made the first.
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
  /// A form with method POST and its form token. All forms of the portal that change something use this.
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
