import Accounts
import Chronology
import Companies
import Database
import Journal
import Registers
import Settings
import Web
import Work

/// The page of an apprenticeship for company, instructor and apprentice.
extension Apprenticeships {
  @Sendable func apprenticeshipPage(_ visit: Visit) async throws -> Reply {
    try await apprenticeshipPage(visit, AccountForm())
  }

  private func apprenticeshipPage(_ visit: Visit, _ form: AccountForm) async throws -> Reply {
    let acting = try visit.signedIn()
    let found = try await apprenticeship(visit)
    let day = visit.clock.day(of: visit.now)
    let parties = ApprenticeshipParties(
      company: found.companies.first { $0.isIn(force: day) }?.company, instructor: found.instructor,
      apprentice: found.listed.apprentice, isOver: found.listed.period.state(on: day).isOver)
    let actions = ApprenticeshipAccess.actions(of: acting, on: parties)
    let t = visit.t
    let origin = try await registers.origin(of: found.person)
    let notes = try await database.read { connection in
      try annexNotes(on: [found.listed.id], for: acting.function, visit, in: connection)
    }
    return visit.formPage(found.listed.name, form.errors) { page in
      if acting.function?.kind != .apprentice {
        page.breadcrumb(
          label: t("training.breadcrumb"), [Link(t("training.menu.list"), ApprenticeshipPath.start)])
      }
      page.pageHead(found.listed.name, lead: found.listed.occupation)
      page.card(title: t("training.entry")) { $0.entry(found, visit) }
      for annex in notes {
        page.card(title: annex.title) { card in card.p { $0.note(annex.notes[found.listed.id]) } }
      }
      if actions.contains(.openAccount), acting.mayAppoint {
        page.accountCard(
          AccountCard(
            access: found.listed.access, action: "\(ApprenticeshipPath.apprenticeship(found.listed.id))/account",
            suggestion: found.email, form: form, origin: origin, contact: settings.contact), visit)
      }
    }
  }

  private func apprenticeship(_ visit: Visit) async throws -> Apprenticeship {
    guard let id = visit.key("apprenticeship"),
      let found = try await database.read({ try ApprenticeshipQueries.apprenticeship(id, in: $0) })
    else { throw NotFound() }
    return found
  }

  @Sendable func openApprenticeAccount(_ visit: Visit) async throws -> Reply {
    let found = try await apprenticeship(visit)
    switch try await openAccount(of: found, from: .company, visit) {
    case .opened(let flash, let email):
      return visit.redirect(
        to: ApprenticeshipPath.apprenticeship(found.listed.id), flash: flash,
        ["email": email, "name": found.listed.name])
    case .again(let form): return try await apprenticeshipPage(visit, form)
    }
  }

  @Sendable func resendApprenticeAccount(_ visit: Visit) async throws -> Reply {
    let found = try await apprenticeship(visit)
    let flash = try await registers.resendAccount(found.person, visit)
    return visit.redirect(to: ApprenticeshipPath.apprenticeship(found.listed.id), flash: flash)
  }
}

extension Apprenticeships {
  /// Opens an account for an apprentice (`Account erstellen`). A company's e-mail address would expire with the
  /// contract.
  package func openAccount(
    of found: Apprenticeship, from origin: FunctionGrantOrigin, _ visit: Visit
  ) async throws -> AccountFormOutcome {
    var order = AccountOrder(
      found.person, company: found.listed.company, access: found.listed.access, origin: origin,
      subject: .init(.apprenticeship, found.listed.id))
    let company = try await database.read { try CompanyQueries.company(found.listed.company, in: $0) }
    let domain = company.flatMap { EmailAddress($0.email) }?.domain
    order.companyDomain = domain.flatMap { AccountForm.publicDomains.contains($0) ? nil : $0 }
    return try await registers.openAccount(order, visit)
  }
}

extension Apprenticeship {
  package var person: RegisteredPerson {
    RegisteredPerson(
      kind: .apprentice, subject: listed.apprentice, firstName: listed.firstName, lastName: listed.lastName,
      place: listed.companyName)
  }
}

extension HTML {
  /// The register's data about an apprenticeship.
  package mutating func entry(_ found: Apprenticeship, _ visit: Visit) {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    var items = [
      DescriptionItem(t("training.field.state")) { $0.badge(found.listed.period.state(on: today), t) },
      DescriptionItem(t("training.field.number"), found.listed.apprenticeNumber),
      DescriptionItem(t("training.field.company"), found.listed.companyName),
      DescriptionItem(t("training.field.occupation"), found.listed.occupation),
      DescriptionItem(t("training.field.period"), t.period(found.listed.period)),
    ]
    if found.listed.number != found.listed.apprenticeNumber {
      items.append(DescriptionItem(t("training.field.contract"), found.listed.number))
    }
    if let day = found.enteredOn { items.append(DescriptionItem(t("training.field.entered"), t.longDate(day))) }
    if let name = found.instructorName { items.append(DescriptionItem(t("training.field.instructor"), name)) }
    if !found.school.isEmpty { items.append(DescriptionItem(t("training.field.school"), found.school)) }
    if let tenths = found.weeklyTenths {
      items.append(DescriptionItem(t("training.field.hours"), t.hours(tenths: tenths)))
    }
    items.append(DescriptionItem(t("training.field.record"), t("training.record.\(found.recordForm.rawValue)")))
    items += t.contractTerms(found)
    if let born = t.born(found) { items.append(DescriptionItem(t("training.field.born"), born)) }
    let address = [found.street, found.postcode.isEmpty ? found.place : "\(found.postcode) \(found.place)"].filter {
      !$0.isEmpty
    }
    if !address.isEmpty { items.append(DescriptionItem(t("training.field.address"), address.joined(separator: ", "))) }
    if !found.phone.isEmpty, visit.acting?.reachesByPhone == true {
      items.append(DescriptionItem(t("training.field.phone"), found.phone))
    }
    if found.companies.count > 1 {
      items.append(DescriptionItem(t("training.field.history"), found.companies.map(t.company).joined(separator: "; ")))
    }
    descriptionList(items)
  }
}

extension Acting {
  /// The number of an apprentice is for the chamber and for the apprentice; the company asks for it itself.
  fileprivate var reachesByPhone: Bool { mayWork(on: .training) || function?.kind == .apprentice }
}

extension Texts {
  /// How a contract differs from the regulation: shortened, with credit for earlier training, part-time.
  fileprivate func contractTerms(_ found: Apprenticeship) -> [DescriptionItem] {
    [
      found.shortenedMonths.map {
        DescriptionItem(self("training.field.shortened"), counted("training.monthsLess", $0))
      },
      found.creditedMonths.map {
        DescriptionItem(self("training.field.credited"), counted("training.occupation.months", $0))
      },
      found.partTimePercent.map {
        DescriptionItem(self("training.field.partTime"), self("training.percent", ["number": String($0)]))
      },
    ].compactMap { $0 }
  }

  /// Date and place of birth, as far as they are known.
  fileprivate func born(_ found: Apprenticeship) -> String? {
    let date = found.birthDate.map(shortDate)
    if found.birthPlace.isEmpty { return date }
    return date.map { self("training.bornIn", ["date": $0, "place": found.birthPlace]) } ?? found.birthPlace
  }

  fileprivate func hours(tenths: Int) -> String {
    let rest = tenths % 10
    return self("training.hours", ["hours": rest == 0 ? String(tenths / 10) : "\(tenths / 10),\(rest)"])
  }

  fileprivate func company(_ company: TrainingCompany) -> String {
    guard let until = company.until else { return company.name }
    return self("training.companyUntil", ["name": company.name, "date": shortDate(until)])
  }
}
