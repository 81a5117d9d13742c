import Accounts
import Web

/// The form that names a co-signer.
struct CoSignerForm: Sendable {
  static let firstName = name("vorname", "web.field.firstName", missing: "web.error.firstName")
  static let lastName = name("nachname", "web.field.lastName", missing: "web.error.lastName")
  static let email = FormField.email("email", "web.field.email", hint: "records.coSigner.emailHint")

  let role: FormChoice<CoSignerRole>
  /// The school or the training site, which guardians have none of.
  let place: FormField<String>
  /// The values that the form begins with.
  let initial: [(name: String, value: String)]
  private let asksForPlace: Bool

  /// - Parameter roles: the roles possible in the record.
  init(_ roles: [CoSignerRole]) {
    role = FormChoice(
      "rolle", "records.coSigner.role", missing: "records.coSigner.error.role", roles.map { ($0, $0.rawValue) }
    ) { role, t in
      (t("records.coSigner.role.\(role.rawValue)"), t("records.coSigner.hint.\(role.rawValue)"))
    }
    let isOptional = roles.contains(.guardian)
    place = FormField(
      "einrichtung", "records.coSigner.place", hint: isOptional ? "records.coSigner.placeHint" : nil,
      isRequired: !isOptional
    ) { (typed, _) throws(FieldProblem) in String(typed.prefix(200)) }
    initial = roles.count == 1 ? roles.map { ("rolle", $0.rawValue) } : []
    asksForPlace = roles != [.guardian]
  }

  private static func name(_ name: String, _ label: String, missing: String) -> FormField<String> {
    FormField(name, label) { (typed, t) throws(FieldProblem) in
      guard !typed.isEmpty else { throw FieldProblem(t(missing)) }
      return String(typed.prefix(100))
    }
  }

  /// - Returns: the co-signer, if everything is valid.
  func read(_ form: inout Form) -> NewCoSigner? {
    let role = form.read(role)
    let (first, last) = (form.read(Self.firstName), form.read(Self.lastName))
    let place = role == .guardian ? "" : form.read(place) ?? ""
    if role != .guardian, place.isEmpty { form.refuse(self.place, form.t("records.coSigner.error.place")) }
    let email = form.read(Self.email)
    guard let role, let first, let last, let email, form.isRight else { return nil }
    return NewCoSigner(role: role, firstName: first, lastName: last, place: place, email: email)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(role, form)
    html.field(Self.firstName, form)
    html.field(Self.lastName, form)
    if asksForPlace { html.field(place, form) }
    html.field(Self.email, form)
  }
}
