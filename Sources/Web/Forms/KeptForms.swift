import Chronology
import Sodium
import Synchronization

/// A submitted form that could not be processed, because the session had ended or the form was too old. It is restored
/// in the page it was typed into; nothing is sent until the person submits it again.
struct KeptForm: Sendable {
  let id: String
  /// The address it was sent to.
  let action: String
  /// The form's own token, which names with a signature the account and the page it was made for.
  let token: FormTokens.Parts
  let fields: FormInput
  let network: String
  let keptAt: Instant
}

/// Rejected forms kept in memory for their owners: few, small, and for a short time.
final class KeptForms: Sendable {
  static let queryName = "entwurf"
  private static let most = 300
  private static let mostOfNetwork = 5
  private static let mostBytes = 64 << 10
  private static let lifetime = TimeSpan.hours(2)

  private let forms = Mutex<[String: KeptForm]>([:])

  /// Keeps a form.
  /// - Returns: the address of the form's page, where the values are restored; nil if there is nothing to keep.
  func keep(_ visit: Visit, _ tokens: FormTokens) -> String? {
    let fields = visit.form.typed
    // Only with a genuine token: otherwise strangers could push out what people typed.
    guard let token = tokens.parts(of: visit.form[FormTokens.fieldName]), tokens.isGenuine(token),
      token.page.hasPrefix("/"), !fields.isEmpty,
      fields.byteCount <= Self.mostBytes, visit.uploads.isEmpty, !visit.form.has("still")
    else { return nil }
    let id = Sodium.hexadecimal(Sodium.randomBytes(16))
    let form = KeptForm(
      id: id, action: visit.path, token: token, fields: fields, network: ClientNetwork.key(of: visit.clientAddress),
      keptAt: visit.now)
    forms.withLock { forms in
      forms = forms.filter { visit.now - $0.value.keptAt < Self.lifetime }
      Self.drop(&forms, beyond: Self.mostOfNetwork) { $0.network == form.network }
      Self.drop(&forms, beyond: Self.most) { _ in true }
      forms[id] = form
    }
    return "\(token.page)\(token.page.contains("?") ? "&" : "?")\(Self.queryName)=\(id)"
  }

  /// Evicts the oldest forms to make room for one more.
  private static func drop(_ forms: inout [String: KeptForm], beyond most: Int, where isMeant: (KeptForm) -> Bool) {
    let meant = forms.filter { isMeant($0.value) }.sorted { $0.value.keptAt < $1.value.keptAt }
    for (id, _) in meant.prefix(max(0, meant.count - most + 1)) { forms[id] = nil }
  }

  /// The form kept for the page, if it belongs to this account.
  func form(_ id: String, of owner: String, on path: String, _ tokens: FormTokens, now: Instant) -> KeptForm? {
    let form = forms.withLock { $0[id] }
    guard let form, now - form.keptAt < Self.lifetime, tokens.isMade(form.token, for: owner),
      form.token.page.prefix(while: { $0 != "?" }) == path
    else { return nil }
    return form
  }

  /// Removes a form that was submitted again.
  func forget(_ id: String) {
    forms.withLock { _ = $0.removeValue(forKey: id) }
  }
}

extension FormInput {
  /// Whether the value of a field is never shown again and has to be retyped.
  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["passwort", "kennwort", "password"].contains { name.contains($0) } || name.hasSuffix("code")
      || name.hasSuffix("pin") || ["bisher", FormTokens.fieldName, KeptForms.queryName].contains(name)
  }

  /// The typed values that may be shown again.
  var typed: FormInput { filtered { !Self.isSecret($0) } }
}
