import Accounts
import Chronology
import Office
import Web

/// The part of a form about an officer's rights and last day.
struct OfficerTermsForm: Sendable {
  let rights: FormTicks<OfficerRight>
  let until: FormField<CalendarDate?>

  /// - Parameters:
  ///   - known: the existing rights.
  ///   - today: the earliest last day.
  init(among known: [OfficerRight], today: CalendarDate) {
    rights = FormTicks(
      "rechte", "chamber.staff.rights", hint: "chamber.staff.rightsHint", missing: "chamber.staff.error.rights",
      known.map { ($0, $0.rawValue) }
    ) { right, t in
      (t("chamber.right.\(right.rawValue)"), t("chamber.right.\(right.rawValue).meaning"))
    }
    until = .optionalDate(
      "bis", "chamber.staff.until", hint: "chamber.staff.untilHint", optional: "web.optional",
      wrong: "chamber.staff.error.date", first: (today, "chamber.staff.error.dateOver"))
  }

  func read(_ form: inout Form) -> OfficerTerms? {
    let chosen = form.read(rights)
    let last = form.read(until)
    guard let chosen, let last else { return nil }
    return OfficerTerms(chosen, until: last)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(rights, form)
    html.field(until, form)
  }

  /// The form filled with an officer's present terms.
  func filled(with terms: OfficerTerms, _ t: Texts) -> Form {
    let day = terms.lastDay.map { [(name: until.name, value: $0.description)] } ?? []
    return Form(FormInput(terms.rights.map { (rights.name, $0.rawValue) } + day), t)
  }
}

/// The form for appointing an officer.
struct NewOfficerForm: Sendable {
  static let name = NamePart(missing: ("chamber.staff.error.firstName", "chamber.staff.error.lastName"))
  static let email = FormField.email("email", "web.field.email")
  let terms: OfficerTermsForm

  struct Valid: Sendable {
    let firstName: String
    let lastName: String
    let email: EmailAddress
    let terms: OfficerTerms
  }

  /// The names of all its fields.
  var names: [String] { NamePart.names + [Self.email.name, terms.until.name, terms.rights.name] }

  func read(_ form: inout Form) -> Valid? {
    let name = form.read(Self.name)
    let email = form.read(Self.email)
    let terms = terms.read(&form)
    guard let name, let email, let terms else { return nil }
    return Valid(firstName: name.firstName, lastName: name.lastName, email: email, terms: terms)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(Self.name, form)
    html.field(Self.email, form)
    terms.write(to: &html, form)
  }
}
