import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Journal
import Web
import Work

/// Training on the officer's page of a company: its instructors and the way to its apprenticeships.
extension Chamber {
  func training(_ page: inout HTML, _ visit: Visit, _ model: CompanyDetail) {
    guard visit.acting?.mayWork(on: .training) == true else { return }
    let t = visit.t
    page.card(title: t("training.menu.instructors")) { card in
      if model.instructors.isEmpty { card.p(t("training.instructors.none"), .class("muted")) }
      card.taskList(
        model.instructors.map { one in
          TaskItem(
            one.name, path: "/kammer/ausbilder/\(one.id)", detail: one.number,
            badge: (t("chamber.register.account.\(one.access.kind.rawValue)"), one.access == .none ? .neutral : .good))
        })
      card.p {
        $0.a(
          t("chamber.register.ofCompany"), href: "/kammer/verzeichnis?suche=\(FormInput.encoded(model.company.number))")
      }
    }
  }

  @Sendable func instructorEntry(_ visit: Visit) async throws -> Reply {
    instructorEntry(visit, try await instructor(visit), AccountForm())
  }

  private func instructorEntry(_ visit: Visit, _ found: Instructor, _ form: AccountForm) -> Reply {
    let t = visit.t
    let path = "/kammer/ausbilder/\(found.id)"
    return visit.page(found.name, status: form.errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), form.errors)
      page.breadcrumb(
        label: t("chamber.breadcrumb"), [Link(found.companyName, "/kammer/betriebe/\(found.company)")])
      page.pageHead(found.name, overline: "\(t("training.field.instructorNumber")) \(found.number)")
      page.accountCard(
        AccountCard(access: found.access, action: "\(path)/account", suggestion: found.email, form: form), visit
      ) { card in
        guard case .held = found.access else { return }
        card.buttonRow { $0.buttonLink(t("chamber.access.end"), href: "\(path)/zugang-beenden", .danger) }
      }
    }
  }

  private func instructor(_ visit: Visit) async throws -> Instructor {
    let day = visit.clock.day(of: visit.now)
    guard let id = visit.key("instructor"),
      let found = try await database.read({ try InstructorQueries.instructor(id, on: day, in: $0) })
    else { throw NotFound() }
    return found
  }

  @Sendable func openInstructorAccess(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    switch try await apprenticeships.openAccount(found.accountOrder(from: .chamber), visit) {
    case .opened(let flash, let email):
      return visit.redirect(to: "/kammer/ausbilder/\(found.id)", flash: flash, ["email": email, "name": found.name])
    case .again(let form): return instructorEntry(visit, found, form)
    }
  }

  @Sendable func resendInstructorAccess(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    let flash = try await apprenticeships.resendAccount(found.person, visit)
    return visit.redirect(to: "/kammer/ausbilder/\(found.id)", flash: flash)
  }

  @Sendable func confirmInstructorAccessEnd(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    return accessEndPage(visit, found.name, "/kammer/ausbilder/\(found.id)")
  }

  @Sendable func endInstructorAccess(_ visit: Visit) async throws -> Reply {
    let found = try await instructor(visit)
    let isDone = try await database.write { connection in
      guard try FunctionGrantQueries.end(.instructor, found.id, now: visit.now, in: connection) else { return false }
      try record("instructor.access.ended", .init("instructor", found.id), visit, in: connection)
      return true
    }
    return visit.redirect(
      to: "/kammer/ausbilder/\(found.id)", flash: isDone ? "chamber.access.ended" : "chamber.access.nothingDone")
  }
}
