import Accounts
import Chronology
import Database
import Foundation
import Web
import Work

/// The area of exams: today the examiners, with their page.
package struct Exams: PortalArea {
  package let name = "Exams"

  let database: Database

  /// The migrations of this part.
  package static let migrations = MigrationSet(
    area: "Exams", folder: Bundle.module.bundleURL.appendingPathComponent("Migrations"))

  package static var texts: URL { Bundle.module.bundleURL.appendingPathComponent("Texts") }

  package init(database: Database) {
    self.database = database
  }

  package var importKinds: [any ImportKind] { [ExaminerImportKind(database: database)] }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/pruefer", .examiner, examinerPage)
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting, acting.function?.kind == .examiner, acting.covers(.exams) else { return [] }
    return [MenuEntry(visit.t("exams.menu.examiner"), path: "/pruefer", rank: 14)]
  }

  /// Where the chosen examiner is appointed, and until when.
  package func welcome(_ visit: Visit) async throws -> HTML {
    guard let acting = visit.acting, let function = acting.function, function.kind == .examiner, acting.covers(.exams),
      let examiner = try await database.read({ try ExaminerQueries.examiner(function.subject, in: $0) })
    else { return HTML(capacity: 0) }
    let t = visit.t
    return HTML { html in
      html.card(title: t("exams.menu.examiner")) { card in
        card.p(examiner.board)
        card.p(
          examiner.appointedUntil.map { t("exams.welcome.until", ["date": t.longDate($0)]) }
            ?? t("exams.welcome.unlimited"), .class("muted"))
        card.p(t("exams.welcome.nothing"))
        card.buttonRow { $0.buttonLink(t("exams.welcome.open"), href: "/pruefer") }
      }
    }
  }

  /// What the chamber keeps about the examiner; appointments come with the exam rounds.
  @Sendable func examinerPage(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let keys = acting.functions.filter { $0.kind == .examiner }.map(\.subject)
    let found = try await database.read { connection in
      try keys.compactMap { try ExaminerQueries.examiner($0, in: connection) }
    }
    let t = visit.t
    return visit.page(t("exams.menu.examiner")) { page in
      page.pageHead(t("exams.menu.examiner"), lead: t("exams.examiner.lead"))
      for one in found {
        page.card(title: one.board) { card in
          card.descriptionList([
            DescriptionItem(t("accounts.field.name"), one.name),
            DescriptionItem(t("exams.field.number"), one.number),
            DescriptionItem(
              t("exams.field.until"), one.appointedUntil.map(t.longDate) ?? t("exams.field.unlimited")),
          ])
        }
      }
    }
  }
}

extension Exams: AccountSource {
  package var kinds: Set<FunctionKind> { [.examiner] }

  package func withoutAccount(
    _ kind: FunctionKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(key: Int64, person: RegisteredPerson, email: String)] {
    try ExaminerQueries.withoutAccount(after: key, on: day, limit: limit, in: connection).map {
      ($0.id, $0.person, $0.email)
    }
  }
}

extension Access {
  /// Whoever is an examiner.
  static let examiner = Access("examiner") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    return acting.hasFunction(.examiner) && acting.covers(.exams) ? .allowed : .hidden
  }
}
