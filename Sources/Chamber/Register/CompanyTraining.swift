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
    let found = try await instructor(visit)
    let t = visit.t
    return visit.page(found.name) { page in
      page.breadcrumb(
        label: t("chamber.breadcrumb"), [Link(found.companyName, "/kammer/betriebe/\(found.company)")])
      page.pageHead(found.name, overline: "\(t("training.field.instructorNumber")) \(found.number)")
      page.card(title: t("training.account.title")) { card in
        card.p { $0.badge(found.access, t, visit.clock) }
        if case .held = found.access {
          return card.postButton(
            action: "/kammer/ausbilder/\(found.id)/zugang-beenden", label: t("chamber.access.end"),
            token: visit.formToken)
        }
        card.form(action: "/kammer/ausbilder/\(found.id)/account", token: visit.formToken, .class("form")) { form in
          form.field(Field("email", t("accounts.field.email"), kind: .email, value: found.email))
          form.buttonRow { $0.submitButton(t("training.account.open")) }
        }
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
    let path = "/kammer/ausbilder/\(found.id)"
    guard let email = EmailAddress(visit.form.trimmed("email")) else {
      return visit.redirect(to: path, flash: "chamber.access.wrongAddress")
    }
    let outcome = try await database.write { connection in
      try accounts.openAccount(for: found.person, at: email, origin: .chamber, cause: visit.cause, in: connection)
    }
    await signal.raise()
    let flash = outcome == .mailLimit ? "training.account.limit" : "training.account.opened"
    return visit.redirect(to: path, flash: flash, ["email": email.text, "name": found.name])
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
