import Accounts
import Chronology
import Database
import Journal
import Registers
import Settings
import Web

/// The pages about a company's registered instructors (`Ausbilder/-in`).
extension Apprenticeships {
  @Sendable func instructorList(_ visit: Visit) async throws -> Reply {
    guard let company = try visit.signedIn().chosenCompany else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let found = try await database.read { try InstructorQueries.instructors(of: company.subject, on: day, in: $0) }
    let t = visit.t
    return visit.page(t("training.menu.instructors")) { page in
      page.pageHead(t("training.menu.instructors"), lead: t("training.instructors.lead", ["company": company.title]))
      guard !found.isEmpty else {
        return page.emptyState(title: t("training.instructors.none"), text: t("training.instructors.noneText"))
      }
      page.table(
        caption: t("training.menu.instructors"),
        columns: [
          Column(t("web.field.name")), Column(t("training.field.instructorNumber")),
          Column(t("training.field.apprentices"), .number), Column(t("registers.field.account")),
        ]
      ) { rows in
        for one in found {
          rows.row { row in
            row.heading { $0.a(one.name, href: ApprenticeshipPath.instructor(one.id)) }
            row.cell(one.number)
            row.cell(t.number(one.apprentices))
            row.cell { $0.badge(one.access, t, visit.clock) }
          }
        }
      }
    }
  }

  @Sendable func instructorPage(_ visit: Visit) async throws -> Reply {
    try await instructorPage(visit, try await instructor(visit), AccountForm())
  }

  private func instructor(_ visit: Visit) async throws -> Instructor {
    let day = visit.clock.day(of: visit.now)
    guard let id = visit.key("instructor"),
      let found = try await database.read({ try InstructorQueries.instructor(id, on: day, in: $0) })
    else { throw NotFound() }
    return found
  }

  private func instructorPage(_ visit: Visit, _ found: Instructor, _ form: AccountForm) async throws -> Reply {
    let t = visit.t
    let origin = try await registers.origin(of: found.person)
    return visit.formPage(found.name, form.errors) { page in
      page.breadcrumb(
        label: t("training.breadcrumb"), [Link(t("training.menu.instructors"), ApprenticeshipPath.instructors)])
      page.pageHead(found.name, lead: found.companyName)
      page.card { card in
        card.descriptionList([
          DescriptionItem(t("training.field.instructorNumber"), found.number),
          DescriptionItem(t("training.field.apprentices"), t.number(found.apprentices)),
        ])
      }
      guard visit.acting?.mayAppoint == true else { return }
      page.accountCard(
        AccountCard(
          access: found.access, action: "\(ApprenticeshipPath.instructor(found.id))/account", suggestion: found.email,
          form: form,
          origin: origin, contact: settings.contact), visit)
    }
  }

  @Sendable func openInstructorAccount(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    switch try await registers.openAccount(found.accountOrder(from: .company), visit) {
    case .opened(let flash, let email):
      return visit.redirect(
        to: ApprenticeshipPath.instructor(found.id), flash: flash, ["email": email, "name": found.name])
    case .again(let form): return try await instructorPage(visit, found, form)
    }
  }

  @Sendable func resendInstructorAccount(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    return visit.redirect(
      to: ApprenticeshipPath.instructor(found.id), flash: try await registers.resendAccount(found.person, visit))
  }
}

extension Instructor {
  package var person: RegisteredPerson {
    RegisteredPerson(
      kind: .instructor, subject: id, firstName: firstName, lastName: lastName, place: companyName)
  }

  package func accountOrder(from origin: FunctionGrantOrigin) -> AccountOrder {
    AccountOrder(person, company: company, access: access, origin: origin, subject: .init(.instructor, id))
  }
}
