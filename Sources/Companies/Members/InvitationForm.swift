import Accounts
import Chronology
import Web

/// The form for an invitation.
struct InvitationForm: Sendable {
  static let name = NamePart(missing: ("companies.error.firstName", "companies.error.lastName"))
  static let email = FormField.email("email", "web.field.email")
  private let rights: MemberRightsPart

  /// - Parameter today: the earliest last day of a membership.
  init(today: CalendarDate) {
    rights = MemberRightsPart(today: today)
  }

  func read(_ form: inout Form) -> InvitedPerson? {
    let name = form.read(Self.name)
    let email = form.read(Self.email)
    let rights = form.read(rights)
    guard let name, let email, let rights else { return nil }
    return InvitedPerson(
      firstName: name.firstName, lastName: name.lastName, email: email, rights: rights, language: form.t.language)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(Self.name, form)
    html.field(Self.email, form)
    html.field(rights, form)
  }
}

/// The part of a form about a member's role, rights and last day.
struct MemberRightsPart: FormPart {
  private static let isAdministrator = FormChoice(
    "rolle", "companies.invite.role", missing: "companies.error.role",
    [(value: false, code: "mitglied"), (true, "administration")]
  ) { isAdministrator, t in
    isAdministrator
      ? (t("companies.right.administration"), t("companies.invite.administrationHint"))
      : (t("companies.invite.member"), t("companies.invite.memberHint"))
  }
  private static let rights = FormTicks(
    "rechte", "companies.invite.rights", hint: "companies.invite.rightsHint", missing: "companies.error.rights",
    CompanyRight.allCases.map { (value: $0, code: $0.rawValue) }
  ) { right, t in
    (t("companies.right.\(right.rawValue)"), t("companies.right.\(right.rawValue).meaning"))
  }
  private let until: FormField<CalendarDate?>

  /// - Parameter today: the earliest last day.
  init(today: CalendarDate) {
    until = .optionalDate(
      "bis", "companies.invite.until", hint: "companies.invite.untilHint", optional: "web.optional",
      wrong: "companies.error.date", first: (today, "companies.error.dateOver"))
  }

  var name: String { Self.isAdministrator.name }

  func value(in input: FormInput, _ t: Texts) throws(FieldErrors) -> MemberRights {
    var form = Form(input, t)
    let isAdministrator = form.read(Self.isAdministrator)
    // Administrators have all rights, so their ticks do not matter.
    let rights = isAdministrator == true ? Self.rights.ticked(in: input) : form.read(Self.rights)
    let until = form.read(until)
    guard let isAdministrator, let rights, let until else { throw form.errors }
    return MemberRights(isAdministrator: isAdministrator, rights: rights, validUntil: until)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(Self.isAdministrator, form)
    html.field(Self.rights, form)
    html.field(until, form)
  }

  /// The form filled with a member's present rights.
  func filled(for member: ListedMember, _ t: Texts) -> Form {
    var fields = [(name: name, value: member.isAdministrator ? "administration" : "mitglied")]
    fields += member.rights.map { (name: Self.rights.name, value: $0.rawValue) }
    if let day = member.validUntil { fields.append((name: until.name, value: day.description)) }
    return Form(FormInput(fields), t)
  }
}
