import Accounts
import Chronology
import Companies
import Web

/// The typed values of the form that gives a deputyship. Without the deputy's password, so that it is never sent back.
struct DeputyshipForm: Sendable {
  var function: String
  var isCompany: Bool
  var deputy: String
  var confirmsNow: Bool
  var scope: ScopeForm

  init(_ input: FormInput = FormInput()) {
    function = input["funktion"]
    isCompany = input["art"] == "betrieb"
    deputy = input.trimmed("vertretung")
    confirmsNow = input["bestaetigung"] == "sofort"
    scope = ScopeForm(input)
  }

  /// - Parameter functions: the functions that the person can have deputies for.
  func validated(_ functions: [PortalFunction], today: CalendarDate, _ t: Texts) throws(FieldErrors) -> DeputyshipOffer
  {
    var errors = FieldErrors()
    let chosen = functions.first { $0.key == function }
    errors.require(chosen != nil, "funktion", t("delegation.error.function"))
    errors.require((1...254).contains(deputy.count), "vertretung", t("delegation.error.deputy"))
    // User names are numbers of a register, so they contain a digit.
    let isNameOfAccount = EmailAddress(deputy) != nil || deputy.contains(where: \.isNumber)
    errors.require(isCompany || deputy.isEmpty || isNameOfAccount, "vertretung", t("delegation.error.deputyName"))
    if isCompany {
      errors.require(!NumberKey.folded(deputy).isEmpty, "vertretung", t("delegation.error.number"))
      errors.require(!confirmsNow, "bestaetigung", t("delegation.error.companyLater"))
    }
    let (fields, validUntil) = scope.checked(today: today, t, &errors)
    guard errors.isEmpty, let chosen else { throw errors }
    return DeputyshipOffer(
      function: chosen, isCompany: isCompany, deputy: deputy, fields: fields, validUntil: validUntil)
  }
}

/// The scope of a deputyship and its last day, as typed.
struct ScopeForm: Sendable {
  var fields: Set<String>
  var validUntil: String

  init(_ input: FormInput) {
    fields = Set(input.all("bereiche"))
    validUntil = input.trimmed("bis")
  }

  /// - Parameter today: the earliest last day allowed.
  func checked(today: CalendarDate, _ t: Texts, _ errors: inout FieldErrors) -> (Set<WorkField>, CalendarDate?) {
    let chosen = Set(fields.compactMap(WorkField.init(rawValue:)))
    errors.require(!chosen.isEmpty, "bereiche", t("delegation.error.fields"))
    let date = TypedDate.date(validUntil)
    errors.require(validUntil.isEmpty || date != nil, "bis", t("delegation.error.date"))
    if let date { errors.require(date >= today, "bis", t("delegation.error.dateOver")) }
    return (chosen, date)
  }
}
