import Accounts
import Web

/// The form for requesting credentials.
enum CredentialRequestForm {
  static let companyName = FormField.text(
    "betrieb", "training.request.company", atMost: 200, missing: "training.request.error.company",
    tooLong: "import.tooLong", autocomplete: "organization")
  private static let companyNumber = FormField.text(
    "betriebsnummer", "companies.field.number", atMost: 30, tooLong: "import.tooLong",
    hint: "training.request.numberHint", optional: "web.optional")
  private static let person = FormField.text(
    "name", "training.request.person", atMost: 150, missing: "training.request.error.person",
    tooLong: "import.tooLong", autocomplete: "name")
  private static let email = FormField.email(
    "email", "web.field.email", hint: "training.request.emailHint", autocomplete: "email")
  private static let reason = FormField.text(
    "nachricht", "training.request.message", Apprenticeships.requestReason, missing: "training.request.error.reason",
    kind: .textarea(rows: 4), optional: "web.optional")

  /// - Returns: the request; it will be answered in the language of the page.
  static func read(_ form: inout Form) -> NewCredentialRequest? {
    let companyName = form.read(companyName)
    let companyNumber = form.read(companyNumber)
    let person = form.read(person)
    let email = form.read(email)
    let reason = form.read(reason)
    guard let companyName, let companyNumber, let person, let email, let reason else { return nil }
    return NewCredentialRequest(
      companyNumber: companyNumber, companyName: companyName, person: person, email: email, reason: reason,
      language: form.t.language)
  }

  static func write(to html: inout HTML, _ form: Form) {
    html.field(companyName, form)
    html.field(companyNumber, form)
    html.field(person, form)
    html.field(email, form)
    html.field(reason, form)
  }
}
