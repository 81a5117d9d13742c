import Accounts
import Apprenticeships
import Companies
import Registers
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
}
