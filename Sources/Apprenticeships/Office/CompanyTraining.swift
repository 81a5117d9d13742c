import Accounts
import Chronology
import Companies
import Database
import Journal
import Registers
import Web

/// The card about training on the officers' page of a company: its instructors, and a link to its apprenticeships.
struct CompanyTraining: OfficeAnnex {
  func cards(beside object: OfficeObject, for visit: Visit, in connection: any Connection) throws -> HTML {
    guard object.subject.kind == .company, let company = object.subject.id,
      visit.acting?.mayWork(on: .training) == true
    else { return HTML(capacity: 0) }
    let day = visit.clock.day(of: visit.now)
    let instructors = try InstructorQueries.instructors(of: company, on: day, in: connection)
    let t = visit.t
    return HTML { page in
      page.card(title: t("training.menu.instructors")) { card in
        if instructors.isEmpty { card.p(t("training.instructors.none"), .class("muted")) }
        card.taskList(
          instructors.map { one in
            TaskItem(
              one.name, path: ApprenticeshipPath.officeInstructor(one.id), detail: one.number,
              badge: (
                t("training.register.account.\(one.access.kind.rawValue)"), one.access == .none ? .neutral : .good
              ))
          })
        card.p {
          $0.a(
            t("training.register.ofCompany"),
            href: "\(ApprenticeshipPath.register)?suche=\(FormInput.encoded(object.number))")
        }
      }
    }
  }
}
