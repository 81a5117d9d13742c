import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Foundation
import Settings
import Web

/// Public pages: start page, explanation, help, legal notices, and the style sheet with the chamber's colour.
struct PublicPages: PortalArea {
  let name = "Portal"
  let settings: ChamberSettings
  let database: Database
  /// The areas with a section on the start page, in their order.
  let areas: [any StartPageArea]
  let isDemo: Bool
  let isMeasured: Bool

  static let resources = PortalResources(of: "Portal", in: .module)

  func addRoutes(to routes: inout Routes) {
    routes.get("/", .everyone, start)
    let kept = TimeSpan.minutes(5)
    routes.get("/registrierung-und-verifizierung", .everyone) { try await explanation($0).open(for: kept) }
    routes.get("/hilfe", .everyone) { try await help($0).open(for: kept) }
    for (path, key) in [("impressum", "imprint"), ("datenschutz", "privacy"), ("barrierefreiheit", "accessibility")] {
      routes.get("/\(path)", .everyone) { try await notice($0, key).open(for: kept) }
    }
    routes.get("/assets/kammer/{colour}", .everyone, chamberStyle)
    if isMeasured { routes.get("/health/start-reads", .everyone, startReads) }
    if isDemo { routes.get("/styleguide", .everyone, styleguidePage) }
  }

  @Sendable func start(_ visit: Visit) async throws -> Reply {
    guard let acting = visit.acting else { return landing(visit) }
    let pieces = try await welcome(visit)
    let t = visit.t
    return visit.page(t("portal.menu.start")) { page in
      page.pageHead(t("portal.start.greeting", ["name": acting.account.fullName]))
      for piece in pieces where !piece.isEmpty { page.append(piece) }
      if !acting.functions.isEmpty { functions(&page, visit, acting) }
    }
  }

  /// The database reads of the start page and a line of text: the baseline for `script/bench`.
  @Sendable func startReads(_ visit: Visit) async throws -> Reply {
    guard visit.acting != nil else { throw NotFound() }
    _ = try await welcome(visit)
    return .text("read\n")
  }

  private func welcome(_ visit: Visit) async throws -> [HTML] {
    let areas = areas
    return try await database.read { connection in try areas.map { try $0.welcome(visit, in: connection) } }
  }

  private func functions(_ page: inout HTML, _ visit: Visit, _ acting: Acting) {
    let t = visit.t
    page.card(title: t("accounts.profile.functions")) { card in
      card.taskList(
        acting.functions.map { function in
          // Opening a page of another function switches to that function without a second sign-in, so that menu and
          // lists belong to it.
          let isChosen = function.key == acting.function?.key
          return TaskItem(
            function.title, path: isChosen ? function.path : nil,
            post: isChosen
              ? nil
              : TaskPost(
                action: AccountPath.functionChoice, token: visit.formToken, name: "funktion", value: function.key),
            detail: t("accounts.function.\(function.kind.rawValue)"),
            badge: isChosen && acting.functions.count > 1 ? (t("portal.start.chosen"), .good) : nil)
        })
    }
  }

  private func landing(_ visit: Visit) -> Reply {
    let t = visit.t
    return visit.page(t("portal.landing.title")) { page in
      page.pageHead(
        t("portal.landing.title"), lead: t("portal.landing.lead", ["chamber": settings[ChamberIdentity.name]])
      ) { actions in
        actions.buttonLink(t("accounts.signIn.title"), href: AccountPath.signIn, .primary)
        actions.buttonLink(t("accounts.registration.title"), href: AccountPath.registration)
      }
      page.columns(label: t("portal.landing.more")) { main in
        main.card(title: t("portal.landing.steps")) { card in
          card.taskList(
            [
              TaskItem(
                t("portal.landing.step1"), path: AccountPath.registration, detail: t("portal.landing.step1Text")),
              TaskItem(t("portal.landing.step2"), path: nil, detail: t("portal.landing.step2Text")),
              TaskItem(t("portal.landing.step3"), path: nil, detail: t("portal.landing.step3Text")),
            ], isNumbered: true)
          card.p { $0.a(t("portal.explanation.title"), href: PortalPath.explanation) }
        }
      } aside: { aside in
        aside.card(title: t("portal.landing.haveCode")) { card in
          card.p(t("portal.landing.haveCodeText"))
          card.buttonRow { row in
            row.buttonLink(t("accounts.code.title"), href: AccountPath.startCode)
            row.buttonLink(t("accounts.postal.title"), href: AccountPath.letterCode)
          }
          card.p { $0.a(t("accounts.postal.request"), href: ApprenticeshipPath.credentialRequest) }
        }
        aside.card(title: t("portal.help.title")) { card in
          card.p(settings.contact)
          card.p { $0.a(t("portal.landing.questions"), href: PortalPath.help) }
        }
      }
    }
  }

  @Sendable func explanation(_ visit: Visit) async throws -> Reply {
    article(visit, "explanation", sections: ["account", "code", "verify", "pin", "members", "problems"]) { page in
      page.buttonRow { row in
        row.buttonLink(visit.t("accounts.registration.title"), href: AccountPath.registration, .primary)
        row.buttonLink(visit.t("companies.verify.title"), href: CompanyPath.verification)
      }
    }
  }

  @Sendable func help(_ visit: Visit) async throws -> Reply {
    let questions = [
      "noMail", "codeUsed", "blank", "locked", "where", "pinUsed", "lookalike", "agency", "change", "leave",
    ]
    let t = visit.t
    let values = [
      "times": String(settings[AccountSettings.lockAfter]),
      "duration": t.span(.hours(settings[AccountSettings.lockHours])),
    ]
    return visit.page(t("portal.help.title")) { page in
      page.pageHead(t("portal.help.title"), lead: t("portal.help.lead", ["contact": settings.contact]))
      for question in questions {
        page.details(t("portal.help.\(question).question")) { $0.p(t("portal.help.\(question).answer", values)) }
      }
      page.p { $0.a(t("portal.explanation.title"), href: PortalPath.explanation) }
    }
  }

  private func notice(_ visit: Visit, _ key: String) async throws -> Reply {
    article(visit, key, sections: ["text"]) { page in
      page.p(
        "\(settings[ChamberIdentity.name]), \(settings[ChamberIdentity.street]), \(settings[ChamberIdentity.place])")
      page.p(settings.contact)
    }
  }

  private func article(
    _ visit: Visit, _ key: String, sections: [String], end: (inout HTML) -> Void
  ) -> Reply {
    let t = visit.t
    return visit.page(t("portal.\(key).title")) { page in
      page.pageHead(t("portal.\(key).title"), lead: t("portal.\(key).lead"))
      for section in sections {
        page.card(title: t("portal.\(key).\(section).title")) { $0.p(t("portal.\(key).\(section)")) }
      }
      end(&page)
    }
  }

  @Sendable func chamberStyle(_ visit: Visit) async throws -> Reply {
    let hex = "#" + (visit.parameters["colour"] ?? "").prefix(6)
    guard let colour = try? ChamberColour(hex: hex) else { throw NotFound() }
    var reply = Reply.text(colour.styleSheet, type: "text/css; charset=utf-8")
    reply.headers.append(("cache-control", "public, max-age=86400"))
    return reply
  }

  @Sendable func styleguidePage(_ visit: Visit) async throws -> Reply {
    visit.page("Styleguide") { styleguide(into: &$0) }
  }
}
