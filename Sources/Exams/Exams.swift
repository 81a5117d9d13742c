import Accounts
import Chronology
import Database
import Foundation
import Journal
import Registers
import Settings
import Web
import Work

/// The area of exams: currently the examiners and the exam participants, each with a page.
package struct Exams: DomainArea {
  package static let logVocabulary = LogVocabulary(events: Event.ofExams)

  package let name = "Exams"

  let database: Database

  package static let resources = PortalResources(of: "Exams", in: .module)

  package static let officeEntries = [
    OfficeEntry(.training, "chamber.menu.exams", path: ExamPath.officeStart, rank: 3)
  ]

  package init(database: Database) {
    self.database = database
  }

  /// The kinds of persons in this area.
  package static let kinds: [any PersonKind] = ExamRole.allCases.map(ExamPersonKind.init)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(registers: kinds, providers: [ExamPersonFunctionQueries(clock: clock)])
  }

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [AreaRound(every: AreaRound.tidying) { try await indexMissing() }]
  }

  package static let importKindNames = ExamRole.allCases.map(\.importKind)

  package var importKinds: [any ImportKind] {
    ExamRole.allCases.map { ExamPersonImportKind(role: $0, database: database) }
  }

  /// Indexes persons who were imported before the search index existed.
  func indexMissing() async throws {
    for role in ExamRole.allCases {
      while try await database.write({ try ExamPersonSearchQueries.indexMissing(role, limit: 500, in: $0) }) > 0 {}
    }
  }

  package var storedKeys: [StoredKeys] { ExamPersonSearchQueries.stored }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/pruefer", .examiner) { try await personPage($0, .examiner) }
    routes.get("/pruefungsteilnahme", .examParticipant) { try await personPage($0, .participant) }
    addOfficeRoutes(to: &routes)
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let (role, _) = chosen(visit) else { return [] }
    return [MenuEntry(visit.t("exams.title.\(role.rawValue)"), path: role.path, rank: 14)]
  }

  /// Role and key of the person in whose function the visitor acts.
  private func chosen(_ visit: Visit) -> (role: ExamRole, subject: Int64)? {
    guard let acting = visit.acting, let function = acting.function, acting.covers(.exams),
      let role = ExamRole(rawValue: function.kind.rawValue)
    else { return nil }
    return (role, function.subject)
  }

  /// The start page section: where the examiner is appointed and until when, or which exam the participant takes.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let (role, subject) = chosen(visit),
      let found = try ExamPersonQueries.person(role, subject, in: connection)
    else { return HTML(capacity: 0) }
    let t = visit.t
    return HTML { html in
      html.card(title: t("exams.title.\(role.rawValue)")) { card in
        card.p(found.heading(t))
        card.p(
          found.lastDay.map { t("exams.until.\(role.rawValue)", ["date": t.longDate($0)]) }
            ?? t("exams.noEnd.\(role.rawValue)"), .class("muted"))
        card.p(t("exams.welcome.\(role.rawValue)"))
        card.buttonRow { $0.buttonLink(t("exams.welcome.open"), href: role.path) }
      }
    }
  }

  /// The page with the chamber's data about the person.
  @Sendable func personPage(_ visit: Visit, _ role: ExamRole) async throws -> Reply {
    let acting = try visit.signedIn()
    let keys = acting.functions.filter { $0.kind == role.function }.map(\.subject)
    let found = try await database.read { try ExamPersonQueries.people(role, keys, in: $0) }
    let t = visit.t
    return visit.page(t("exams.title.\(role.rawValue)")) { page in
      page.pageHead(
        t("exams.title.\(role.rawValue)"), lead: t(acting.onBehalf == nil ? "exams.lead" : "exams.leadOfAnother"))
      for one in found {
        page.card(title: one.heading(t)) { $0.descriptionList(one.facts(t).items) }
      }
    }
  }
}

extension ExamPerson {
  /// The exam board or the exam; the role if the chamber's file names none.
  package func heading(_ t: Texts) -> String {
    assignment.isEmpty ? t("accounts.function.\(role.rawValue)") : assignment
  }

  /// The chamber's data about the person, in words.
  package func facts(_ t: Texts) -> PersonFacts {
    var lines = [(t("web.field.name"), name), (t("exams.number.\(role.rawValue)"), number)]
    if let basis, basis != .other { lines.append((t("exams.basis"), t("exams.basis.\(basis.rawValue)"))) }
    lines.append(
      (t("exams.lastDay.\(role.rawValue)"), lastDay.map(t.longDate) ?? t("exams.noLastDay.\(role.rawValue)")))
    let address = [street, "\(postcode) \(place)".trimmingCharacters(in: .whitespaces)].filter { !$0.isEmpty }
    if !address.isEmpty { lines.append((t("exams.address"), address.joined(separator: ", "))) }
    if !email.isEmpty { lines.append((t("web.field.email"), email)) }
    return PersonFacts(title: heading(t), lines: lines)
  }
}

extension Access {
  /// Signed-in examiners.
  static let examiner = examPerson("examiner", .examiner)
  /// Signed-in exam participants.
  static let examParticipant = examPerson("exam participant", .participant)

  private static func examPerson(_ name: String, _ role: ExamRole) -> Access {
    Access(name) { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      return acting.hasFunction(role.function) && acting.covers(.exams) ? .allowed : .hidden
    }
  }
}
