import Chronology
import Sodium
import Synchronization

/// What somebody sent with a form that could not be taken: the session had ended, or the form was too old. It comes back
/// in the form it was typed into, and is sent only when the person presses the button there.
struct KeptForm: Sendable {
  let id: String
  /// Where it was sent to.
  let action: String
  /// The form's own token: names, unforgeably, the account and the page that it was made for.
  let token: FormTokens.Parts
  let fields: FormInput
  let network: String
  let keptAt: Instant
}

/// Forms that wait for their owner, in memory: few, small, and not for long.
final class KeptForms: Sendable {
  static let queryName = "entwurf"
  private static let most = 300
  private static let mostOfNetwork = 5
  private static let mostBytes = 64 << 10
  private static let lifetime = TimeSpan.hours(2)

  private let forms = Mutex<[String: KeptForm]>([:])

  /// - Returns: the address of the form's page with what was typed; nil when there is nothing to keep.
  func keep(_ visit: Visit, _ tokens: FormTokens) -> String? {
    let fields = visit.form.typed
    // Made up by nobody: else strangers would push out what people typed.
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

  /// Makes room for one more: the oldest go.
  private static func drop(_ forms: inout [String: KeptForm], beyond most: Int, where isMeant: (KeptForm) -> Bool) {
    let meant = forms.filter { isMeant($0.value) }.sorted { $0.value.keptAt < $1.value.keptAt }
    for (id, _) in meant.prefix(max(0, meant.count - most + 1)) { forms[id] = nil }
  }

  /// What was kept for the page, if it is this account's own.
  func form(_ id: String, of owner: String, on path: String, _ tokens: FormTokens, now: Instant) -> KeptForm? {
    let form = forms.withLock { $0[id] }
    guard let form, now - form.keptAt < Self.lifetime, tokens.isMade(form.token, for: owner),
      form.token.page.prefix(while: { $0 != "?" }) == path
    else { return nil }
    return form
  }

  /// It was sent again.
  func forget(_ id: String) {
    forms.withLock { _ = $0.removeValue(forKey: id) }
  }
}

extension FormInput {
  /// Fields whose value is shown to nobody again, and is typed anew.
  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["passwort", "kennwort", "password"].contains { name.contains($0) } || name.hasSuffix("code")
      || name.hasSuffix("pin") || ["bisher", FormTokens.fieldName, KeptForms.queryName].contains(name)
  }

  /// What a person typed and may see again.
  var typed: FormInput { filtered { !Self.isSecret($0) } }
}
