import Accounts
import Chronology
import Database
import Office
import Web

/// The pages about officers (`Mitarbeitende`), with their rights and last days.
extension Chamber {
  func addStaffRoutes(to routes: inout Routes) {
    let one = "\(ChamberPath.staff)/{officer}"
    routes.get(ChamberPath.staff, .officer(.administration), staffList)
    routes.get(ChamberPath.newOfficer, .officer(.administration), newOfficerForm)
    routes.appoint(ChamberPath.newOfficer, .officer(.administration), appointOfficer)
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

  /// Shows first to whom the mail will be sent; the second time, exactly what was shown is done.
  @Sendable func appointOfficer(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    guard let valid = NewOfficerForm(terms: termsForm(visit)).read(&form) else { return newOfficerPage(visit, form) }
    guard visit.form.has("einladen") else {
      if visit.form.has("aendern") { return newOfficerPage(visit, form) }
      return try await officerPreview(visit, form, valid)
    }
    let new = NewOfficer(
      firstName: valid.firstName, lastName: valid.lastName, email: valid.email, terms: valid.terms)
    let outcome = try await appoint(new, by: visit.signedIn(), cause: visit.cause)
    guard outcome == .appointed else {
      form.refuse(NewOfficerForm.email, problem(outcome, visit.t))
      return newOfficerPage(visit, form)
    }
    return visit.redirect(
      to: ChamberPath.staff, flash: .chamberStaffAppointed, ["name": new.fullName, "email": new.email.text])
  }

  /// The reason why nobody was appointed, for the field with the address.
  private func problem(_ outcome: AppointmentOutcome, _ t: Texts) -> String {
    switch outcome {
    case .appointed: ""
    case .isOfficer: t("chamber.staff.error.already")
    case .otherName(let name): t("chamber.staff.error.otherName", ["name": name])
    case .closed: t("chamber.staff.error.closed")
    case .mailLimit(let limit): limit.message(t)
    }
  }

  @Sendable func inviteOfficerAgain(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    let outcome = try await inviteAgain(officer.account, by: visit.signedIn(), cause: visit.cause)
    return try reply(outcome, about: officer, visit) {
      visit.redirect(
        to: ChamberPath.officer(officer.account), flash: .chamberStaffInvitedAgain, ["email": officer.email])
    }
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
    let acting = try visit.signedIn()
    let outcome = try await changeOfficer(
      officer.account, from: officer.terms, to: terms, by: acting, cause: visit.cause)
    let isOut = officer.account == acting.account.id && !terms.rights.contains(.administration)
    return try reply(outcome, about: officer, visit) {
      visit.redirect(
        to: isOut ? OfficePath.start : ChamberPath.staff, flash: .chamberStaffChanged, ["name": officer.name])
    }
  }

  // MARK: Dismissing

  @Sendable func confirmDismissal(_ visit: Visit) async throws -> Reply {
    let (officer, t) = (try await officer(visit), visit.t)
    let isSelf = officer.account == visit.acting?.account.id
    return visit.confirmationPage(
      Confirmation(
        title: t("chamber.staff.end.title", ["name": officer.name]), overline: officer.email,
        text: t(isSelf ? "chamber.staff.end.ownText" : "chamber.staff.end.text"),
        action: "\(ChamberPath.officer(officer.account))/beenden", label: t("chamber.staff.end.submit"),
        back: ChamberPath.officer(officer.account)))
  }

  @Sendable func dismissOfficer(_ visit: Visit) async throws -> Reply {
    let officer = try await officer(visit)
    let acting = try visit.signedIn()
    let outcome = try await dismissOfficer(officer.account, by: acting, cause: visit.cause)
    let isSelf = officer.account == acting.account.id
    return try reply(outcome, about: officer, visit) {
      visit.redirect(to: isSelf ? "/" : ChamberPath.staff, flash: .chamberStaffEnded, ["name": officer.name])
    }
  }

  /// The officer in the path; former ones are not found.
  private func officer(_ visit: Visit) async throws -> Officer {
    guard let id = visit.key("officer"),
      let officer = try await database.read({ try OfficerQueries.officer(id, in: $0) }), officer.endedAt == nil
    else { throw NotFound() }
    return officer
  }

  private func reply(
    _ outcome: StaffOutcome, about officer: Officer, _ visit: Visit, done: () -> Reply
  ) throws -> Reply {
    switch outcome {
    case .done: return done()
    case .nothingDone: return visit.redirect(to: ChamberPath.staff, flash: .nothingDone)
    case .mailLimit(let limit):
      throw Refusal(
        "chamber.staff.notSent", ["reason": limit.message(visit.t), "name": officer.name],
        nextStep: ("chamber.staff.toOfficer", ChamberPath.officer(officer.account)))
    }
  }
}

extension Officer {
  fileprivate func words(_ t: Texts) -> String {
    [OfficerRight.words(terms.rights, t), terms.lastDay.map { t("chamber.staff.endsOn", ["date": t.shortDate($0)]) }]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// The fingerprint of the terms that somebody saw when they decided.
  var fingerprint: String { "\(OfficerRight.text(terms.rights))|\(terms.lastDay?.description ?? "")" }
}

extension Refusal {
  /// The refusal that keeps at least one person who can grant rights.
  static let lastAdministrator = Refusal(
    "chamber.staff.last",
    nextStep: ("chamber.staff.title", ChamberPath.staff))
}
