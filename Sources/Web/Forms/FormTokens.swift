import Sodium

/// Tokens that show that a form was sent from our own page (against cross-site request forgery). A token is a random
/// value with its keyed hash over the visitor's secret, so each page carries another one.
package struct FormTokens: Sendable {
  private let key: SecretKey
  static let fieldName = "formular"

  init(key: SecretKey) {
    self.key = key
  }

  func make(for secret: String) -> String {
    let nonce = Sodium.base64(Sodium.randomBytes(12))
    return "\(nonce).\(signature(nonce, secret))"
  }

  func isValid(_ token: String, for secret: String) -> Bool {
    let parts = token.split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else { return false }
    return Sodium.areEqual([UInt8](parts[1].utf8), [UInt8](signature(String(parts[0]), secret).utf8))
  }

  private func signature(_ nonce: String, _ secret: String) -> String {
    Sodium.base64(key.hash("\(nonce)|\(secret)"))
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
      content(&form)
    }
  }
}
