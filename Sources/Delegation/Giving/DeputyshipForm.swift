import Accounts
import Chronology
import Companies
import Web

/// The form that gives a deputyship. The deputy's password is no part of it, so that it never comes back.
struct DeputyshipForm: Sendable {
  private static let isCompany = FormChoice(
    "art", "delegation.give.who", [(value: false, code: "person"), (true, "betrieb")]
  ) { isCompany, t in
    (isCompany ? t("delegation.give.company") : t("delegation.give.person"), nil)
  }
  static let deputy = FormField.text(
    "vertretung", "delegation.give.deputy", 1...254, missing: "delegation.error.deputy",
    hint: "delegation.give.deputyHint", autocomplete: "off")
  static let confirmsNow = FormChoice(
    "bestaetigung", "delegation.give.confirmation", [(value: false, code: "spaeter"), (true, "sofort")]
  ) { confirmsNow, t in
    confirmsNow
      ? (t("delegation.give.now"), t("delegation.give.nowHint"))
      : (t("delegation.give.later"), t("delegation.give.laterHint"))
  }
  /// The name of the field for the deputy's password.
  static let password = "passwort"
  private let function: FormChoice<PortalFunction>
  private let scope: ScopePart

  /// - Parameters:
  ///   - functions: those that the person can be deputised for.
  ///   - today: the earliest last day.
  init(for functions: [PortalFunction], today: CalendarDate) {
    function = FormChoice(
      "funktion", "delegation.give.function", style: .menu, missing: "delegation.error.function",
      functions.map { (value: $0, code: $0.key) }
    ) { function, t in
      ("\(function.title) (\(t("accounts.function.\(function.kind.rawValue)")))", nil)
    }
    scope = ScopePart(today: today)
  }

  func read(_ form: inout Form) -> DeputyshipOffer? {
    let function = form.read(function)
    let isCompany = form.read(Self.isCompany) ?? false
    let deputy = form.read(Self.deputy)
    let scope = form.read(scope)
    if let deputy { check(deputy, isCompany: isCompany, &form) }
    if isCompany, form.read(Self.confirmsNow) ?? false {
      form.refuse(Self.confirmsNow, form.t("delegation.error.companyLater"))
    }
    guard let function, let deputy, let scope, form.isRight else { return nil }
    return DeputyshipOffer(
      function: function, isCompany: isCompany, deputy: deputy, fields: scope.fields, validUntil: scope.validUntil)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(function, form)
    html.field(Self.isCompany, form)
    html.field(Self.deputy, form)
    html.field(scope, form)
    html.field(Self.confirmsNow, form)
  }

  private func check(_ deputy: String, isCompany: Bool, _ form: inout Form) {
    if isCompany {
      if NumberKey.folded(deputy).isEmpty { form.refuse(Self.deputy, form.t("delegation.error.number")) }
    } else if EmailAddress(deputy) == nil, !deputy.contains(where: \.isNumber) {
      // User names are numbers of a register, so each has a digit.
      form.refuse(Self.deputy, form.t("delegation.error.deputyName"))
    }
  }
}

/// The part of a form about how far a deputyship goes, and until when.
struct ScopePart: FormPart {
  private static let fields = FormTicks(
    "bereiche", "delegation.field.fields", hint: "delegation.give.fieldsHint", missing: "delegation.error.fields",
    WorkField.allCases.map { (value: $0, code: $0.rawValue) }
  ) { field, t in (t("delegation.field.\(field.rawValue)"), nil) }
  private let until: FormField<CalendarDate?>

  /// - Parameter today: the earliest last day.
  init(today: CalendarDate) {
    until = .optionalDate(
      "bis", "delegation.give.until", hint: "delegation.give.untilHint", optional: "web.optional",
      wrong: "delegation.error.date", first: (today, "delegation.error.dateOver"))
  }

  var name: String { Self.fields.name }

  func value(
    in input: FormInput, _ t: Texts
  ) throws(FieldErrors) -> (fields: Set<WorkField>, validUntil: CalendarDate?) {
    var form = Form(input, t)
    let fields = form.read(Self.fields)
    let until = form.read(until)
    guard let fields, let until else { throw form.errors }
    return (fields, until)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(Self.fields, form)
    html.field(until, form)
  }
}
