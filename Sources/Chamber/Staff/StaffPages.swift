import Accounts
import Chronology
import Database
import Journal
import Office
import Web
import Work

/// `Mitarbeitende`: who works for the chamber in the portal, with which rights and until when.
extension Chamber {
  static let staffPath = "/kammer/mitarbeitende"

  func addStaffRoutes(to routes: inout Routes) {
    let one = "\(Self.staffPath)/{officer}"
    routes.get(Self.staffPath, .officer(.administration), staffList)
    routes.get("\(Self.staffPath)/neu", .officer(.administration), newOfficerForm)
    routes.appoint("\(Self.staffPath)/neu", .officer(.administration), appointOfficer)
    routes.get(one, .officer(.administration), officerForm)
    routes.appoint(one, .officer(.administration), changeOfficer)
    routes.appoint("\(one)/einladung", .officer(.administration), inviteOfficerAgain)
    routes.get("\(one)/beenden", .officer(.administration), confirmDismissal)
    routes.appoint("\(one)/beenden", .officer(.administration), dismissOfficer)
  }

  @Sendable func staffList(_ visit: Visit) async throws -> Reply {
    staffListPage(visit, try await database.read { try OfficerQueries.officers(in: $0) })
  }

  // MARK: Appointing

  @Sendable func newOfficerForm(_ visit: Visit) async throws -> Reply {
    newOfficerPage(visit, Form(visit))
  }

  /// The first time it is shown whom the mail goes to; what was seen there is done.
  @Sendable func appointOfficer(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    guard let valid = NewOfficerForm(terms: termsForm(visit)).read(&form) else { return newOfficerPage(visit, form) }
    guard visit.form.has("einladen") else {
      if visit.form.has("aendern") { return newOfficerPage(visit, form) }
      return try await officerPreview(visit, form, valid)
    }
    do {
      try await database.write { try appoint(valid, visit, in: $0) }
    } catch let limit as MailLimitReached {
      form.refuse(NewOfficerForm.email, limit.message(visit.t))
    } catch let errors as FieldErrors {
      form.add(errors)
    } catch is StaffRefusal {
      form.refuse(NewOfficerForm.email, visit.t("chamber.staff.error.already"))
    }
    guard form.isRight else { return newOfficerPage(visit, form) }
    await signal.raise()
    let name = NameRules.full(valid.firstName, valid.lastName)
    return visit.redirect(
      to: Self.staffPath, flash: "chamber.staff.appointed", ["name": name, "email": valid.email.text])
  }

  /// - Throws: why nobody is appointed; then nothing of it stands.
  private func appoint(_ valid: NewOfficerForm.Valid, _ visit: Visit, in connection: any Connection) throws {
    try accounts.countMail(from: MailSender.all(visit, company: nil), now: visit.now, in: connection)
    let found = try accounts.account(
      named: valid.firstName, valid.lastName, at: valid.email, now: visit.now, in: connection)
    guard let account = found?.account else { throw MailLimitReached.address }
    let name = NameRules.full(valid.firstName, valid.lastName)
    // Who has another last name since a marriage is asked for by the name of the account.
    guard found?.isNew == true || NameRules.mayBeOne(account.fullName, name) else {
      throw FieldErrors(
        NewOfficerForm.email.name, visit.t("chamber.staff.error.otherName", ["name": account.fullName]))
    }
    guard [.active, .pending].contains(account.state) else {
      throw FieldErrors(NewOfficerForm.email.name, visit.t("chamber.staff.error.closed"))
    }
    guard try accounts.mayMail(account, visit.now, in: connection) else { throw MailLimitReached.address }
    try Staff.appoint(account.id, valid.terms, visit.cause, in: connection)
    try mailTerms(valid.terms, to: account, visit, in: connection)
  }

  @Sendable func inviteOfficerAgain(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    do {
      try await database.write { connection in
        guard let account = try AccountQueries.account(officer.account, in: connection), account.state == .pending
        else { throw StaffRefusal.nothingDone }
        guard try accounts.mayMail(account, visit.now, in: connection) else { throw MailLimitReached.address }
        try mailTerms(officer.terms, to: account, visit, in: connection)
        try record("officer.invited", .init("account", account.id), visit, in: connection)
      }
    } catch let limit as MailLimitReached {
      throw Refusal(
        "chamber.staff.notSent", ["reason": limit.message(visit.t), "name": officer.name],
        nextStep: ("chamber.staff.toOfficer", Self.path(officer)))
    } catch let refusal as StaffRefusal {
      return try staffReply(refusal, officer, visit)
    }
    await signal.raise()
    return visit.redirect(to: Self.path(officer), flash: "chamber.staff.invitedAgain", ["email": officer.email])
  }

  // MARK: Changing

  @Sendable func officerForm(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    return try await officerPage(visit, officer, termsForm(visit).filled(with: officer.terms, visit.t))
  }

  @Sendable func changeOfficer(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    let fields = termsForm(visit)
    var form = Form(visit)
    let read = fields.read(&form)
    if visit.form["vorher"] != officer.fingerprint {
      form.refuse(fields.rights, visit.t("chamber.staff.error.stale", ["current": officer.words(visit.t)]))
    }
    guard let terms = read, form.isRight else { return try await officerPage(visit, officer, form) }
    do {
      try await database.write { connection in
        try Staff.change(officer.account, from: officer.terms, to: terms, visit.cause, in: connection)
        guard let account = try AccountQueries.account(officer.account, in: connection), account.state == .active
        else { return }
        try mailTerms(terms, to: account, visit, in: connection)
      }
    } catch let refusal as StaffRefusal {
      return try staffReply(refusal, officer, visit)
    }
    await signal.raise()
    let isOut = officer.account == visit.acting?.account.id && !terms.rights.contains(.administration)
    return visit.redirect(
      to: isOut ? "/kammer" : Self.staffPath, flash: "chamber.staff.changed", ["name": officer.name])
  }

  // MARK: Ending

  @Sendable func confirmDismissal(_ visit: Visit) async throws -> Reply {
    let (officer, t) = (try await officer(visit), visit.t)
    let isSelf = officer.account == visit.acting?.account.id
    return visit.confirmationPage(
      Confirmation(
        title: t("chamber.staff.end.title", ["name": officer.name]), overline: officer.email,
        text: t(isSelf ? "chamber.staff.end.ownText" : "chamber.staff.end.text"),
        action: "\(Self.path(officer))/beenden", label: t("chamber.staff.end.submit"), back: Self.path(officer)))
  }

  @Sendable func dismissOfficer(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    do {
      try await database.write { connection in
        try Staff.dismiss(officer.account, visit.cause, in: connection)
        guard let account = try AccountQueries.account(officer.account, in: connection) else { return }
        try accounts.revokeInvitationsOfNobody(account, now: visit.now, in: connection)
        guard account.state == .active else { return }
        try mailEnd(to: account, visit, in: connection)
      }
    } catch let refusal as StaffRefusal {
      return try staffReply(refusal, officer, visit)
    }
    await signal.raise()
    let isSelf = officer.account == visit.acting?.account.id
    return visit.redirect(to: isSelf ? "/" : Self.staffPath, flash: "chamber.staff.ended", ["name": officer.name])
  }

  /// The officer of the path, not a former one.
  private func officer(_ visit: Visit) async throws -> Officer {
    guard let id = visit.key("officer"),
      let officer = try await database.read({ try OfficerQueries.officer(id, in: $0) }), officer.endedAt == nil
    else { throw NotFound() }
    return officer
  }

  private func staffReply(_ refusal: StaffRefusal, _ officer: Officer, _ visit: Visit) throws -> Reply {
    guard refusal == .lastAdministrator else {
      return visit.redirect(to: Self.staffPath, flash: "office.nothingDone")
    }
    throw Refusal.lastAdministrator
  }

  static func path(_ officer: Officer) -> String { "\(staffPath)/\(officer.account)" }
}

extension Officer {
  fileprivate func words(_ t: Texts) -> String {
    [OfficerRight.words(terms.rights, t), terms.lastDay.map { t("chamber.staff.endsOn", ["date": t.shortDate($0)]) }]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// What somebody saw who changes it.
  var fingerprint: String { "\(OfficerRight.text(terms.rights))|\(terms.lastDay?.description ?? "")" }
}

extension Refusal {
  /// Somebody must be able to give rights.
  static let lastAdministrator = Refusal(
    "chamber.staff.last",
    nextStep: ("chamber.staff.title", Chamber.staffPath))
}
