import Chronology
import Database
import Journal
import Settings
import Sodium
import Web
import Work

/// What was typed from a letter with credentials.
struct PostalCredentialsForm: Sendable {
  var name = ""
  var code = ""
  var email = ""

  init() {}

  init(_ input: FormInput) {
    name = input.trimmed("benutzername")
    code = input["code"]
    email = input.trimmed("email")
  }
}

/// What came of the code of a letter.
private enum PostalOutcome: Sendable {
  case linked
  case invited
  case wrong
}

/// `Zugangsdaten aus dem Brief`: user name and start code of a letter give a function: to the account that is signed
/// in, else to the one at the address that the person types.
extension Accounts {
  package func postalCodeHash(_ code: LetterCode, _ kind: FunctionKind, _ subject: Int64) -> [UInt8] {
    codeKey.hash("postal|\(kind.rawValue)|\(subject)|\(code.letters)")
  }

  @Sendable func postalCodeForm(_ visit: Visit) async throws -> Reply {
    postalCodePage(visit, PostalCredentialsForm(), FieldErrors())
  }

  @Sendable func redeemPostalCode(_ visit: Visit) async throws -> Reply {
    guard visit.acting?.onBehalf == nil else { throw NotFound() }
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let form = PostalCredentialsForm(visit.form)
    var errors = FieldErrors()
    errors.require(!form.name.isEmpty, "benutzername", visit.t("accounts.postal.nameMissing"))
    let email = EmailAddress(form.email)
    errors.require(visit.acting != nil || email != nil, "email", EmailAddress.problem(with: form.email, visit.t))
    let code: LetterCode
    do {
      code = try LetterCode(typed: form.code)
    } catch {
      errors.add("code", visit.t("accounts.code.\(error)"))
      return postalCodePage(visit, form, errors)
    }
    guard errors.isEmpty else { return postalCodePage(visit, form, errors) }
    // Counted by the number that the register finds, however it is typed.
    let allowance = codeAllowance("postal|\(NumberKey.folded(form.name))", visit)
    if let wait = limiter.take([allowance], now: visit.now) { return tooMany(visit, wait) }
    do {
      let outcome = try await redeem(code, form, email, visit)
      if case .wrong = outcome {} else { limiter.giveBack([allowance]) }
      return try await finish(outcome, form, visit)
    } catch is MailLimitReached {
      limiter.giveBack([allowance])
      return postalCodePage(visit, form, FieldErrors("email", visit.t("accounts.postal.mailLimit")))
    }
  }

  private func finish(_ outcome: PostalOutcome, _ form: PostalCredentialsForm, _ visit: Visit) async throws -> Reply {
    await signal.raise()
    switch outcome {
    case .linked: return visit.redirect(to: "/", flash: "accounts.function.accepted")
    case .invited:
      return visit.redirect(to: "/startcode", flash: "accounts.registration.sent", ["email": form.email])
    case .wrong:
      return postalCodePage(
        visit, form, FieldErrors("code", visit.t("accounts.postal.wrong", ["contact": settings.contact])))
    }
  }

  private func redeem(
    _ code: LetterCode, _ form: PostalCredentialsForm, _ email: EmailAddress?, _ visit: Visit
  ) async throws -> PostalOutcome {
    let cause = visit.cause
    let own = visit.acting?.account.id
    return try await database.write { connection in
      let limit = settings[AccountSettings.codeEndsAfter]
      guard let (person, stored) = try owner(of: code, named: form.name, visit, in: connection) else { return .wrong }
      if let account = visit.acting?.account { try refuseOthers(person, account, visit, in: connection) }
      guard
        try PostalCodeQueries.use(stored, limit: limit, now: cause.now, in: connection)
      else { return .wrong }
      if let own {
        let before = try FunctionGrantQueries.current(person.kind, person.subject, in: connection)
        try FunctionGrantQueries.add(
          person.kind, person.subject, account: own, state: .held, origin: .letter, by: own, now: cause.now,
          in: connection)
        try Journal.record(
          cause.entry(
            "account.function.held", .init("account", own), ["function": "\(person.kind.rawValue):\(person.subject)"]),
          at: cause.now, in: connection)
        if let before, before.account != own { try tellReplaced(before, person, cause, in: connection) }
        return .linked
      }
      guard let email else { return .wrong }
      _ = try openAccount(for: person, at: email, origin: .letter, cause: cause, in: connection)
      return .invited
    }
  }

  /// Whoever is signed in does not take the function of somebody else by mistake; the code stays as it is.
  private func refuseOthers(
    _ person: RegisteredPerson, _ account: Account, _ visit: Visit, in connection: any Connection
  ) throws {
    guard let known = try identity(of: person.kind, person.subject, in: connection),
      try match(known, with: account, in: connection) == .other
    else { return }
    throw Refusal("accounts.postal.other", ["name": account.fullName, "person": person.firstName])
  }

  /// Of the persons with a user name the one whose letter has the code. A wrong code counts for all of them.
  private func owner(
    of code: LetterCode, named name: String, _ visit: Visit, in connection: any Connection
  ) throws -> (RegisteredPerson, PostalCode)? {
    var tried: [PostalCode] = []
    for person in try people(named: name, in: connection) {
      guard
        let stored = try PostalCodeQueries.newest(
          person.kind, person.subject, lock: connection.lockingRows, in: connection),
        let hash = stored.hash
      else { continue }
      if Sodium.areEqual(hash, postalCodeHash(code, person.kind, person.subject)) { return (person, stored) }
      tried.append(stored)
    }
    for stored in tried {
      try PostalCodeQueries.noteWrong(stored.id, in: connection)
      let subject = JournalEntry.Subject(stored.kind.rawValue, stored.subject)
      try Journal.record(visit.entry("credentials.wrong_code", subject), at: visit.now, in: connection)
    }
    if tried.isEmpty { try UnknownAttempts.note(on: visit.clock.day(of: visit.now), in: connection) }
    return nil
  }

  private func postalCodePage(_ visit: Visit, _ form: PostalCredentialsForm, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.postal.title"), errors) { page in
      page.pageHead(t("accounts.postal.title"), lead: t("accounts.postal.lead"))
      page.formCard { card in
        card.form(action: "/zugangsdaten", token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "benutzername", t("accounts.postal.name"), hint: t("accounts.postal.nameHint"), value: form.name,
              error: errors["benutzername"], autocomplete: "username",
              attributes: [.attribute("data-from-hash", "benutzername")]))
          fields.field(
            Field(
              "code", t("accounts.postal.code"), kind: .code(filled: t("accounts.code.filled")),
              hint: t("accounts.code.hint"), value: form.code, error: errors["code"], autocomplete: "one-time-code",
              width: .short))
          if visit.acting == nil {
            fields.field(
              Field(
                "email", t("accounts.field.email"), kind: .email, hint: t("accounts.postal.emailHint"),
                value: form.email, error: errors["email"], autocomplete: "email"))
          }
          fields.buttonRow { $0.submitButton(t("accounts.postal.submit")) }
        }
      }
      page.p { $0.a(t("accounts.postal.request"), href: "/zugangsdaten/beantragen") }
      if visit.acting == nil {
        page.p { line in
          line.text(t("accounts.postal.haveAccount") + " ")
          line.a(t("accounts.signIn.title"), href: "/anmelden?weiter=/zugangsdaten")
        }
      }
    }
  }
}
