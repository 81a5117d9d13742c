/// Error pages, in plain words, each with a next step.
enum ErrorPages {
  static func notFound(_ visit: Visit) -> Reply {
    simple(visit, "web.notFound", status: 404)
  }

  static func wrongMethod(_ visit: Visit, allowed: String) -> Reply {
    var reply = simple(visit, "web.wrongMethod", status: 405)
    reply.headers.append(("allow", allowed))
    return reply
  }

  static func tooLarge(_ visit: Visit) -> Reply {
    simple(visit, "web.tooLarge", status: 413)
  }

  /// - Parameter again: the page with what was typed, for the person who typed it.
  static func staleForm(_ visit: Visit, again: String?) -> Reply {
    guard let again else { return simple(visit, "web.staleForm", status: 403) }
    return visit.page(visit.t("web.staleForm.title"), status: 403) { page in
      page.h1(visit.t("web.staleForm.title"))
      page.p(visit.t("web.staleForm.kept"))
      page.p { $0.a(visit.t("web.staleForm.again"), href: again, .class("button")) }
    }
  }

  static func unavailable(_ visit: Visit) -> Reply {
    var reply = simple(visit, "web.unavailable", status: 503)
    reply.headers.append(("retry-after", "30"))
    return reply
  }

  static func storageFull(_ visit: Visit) -> Reply {
    simple(visit, "web.storageFull", status: 507)
  }

  static func refused(_ visit: Visit, right: String, helper: String) -> Reply {
    visit.page(visit.t("web.refused.title"), status: 403) { page in
      page.h1(visit.t("web.refused.title"))
      page.p(visit.t("web.refused.text", ["right": right]))
      page.p(helper)
      wayOn(&page, visit)
    }
  }

  static func refusal(_ visit: Visit, _ refusal: Refusal) -> Reply {
    let title = visit.t("\(refusal.code).title", refusal.values)
    return visit.page(title, status: refusal.status) { page in
      page.h1(title)
      page.p(visit.t("\(refusal.code).text", refusal.values))
      if let paragraph = refusal.paragraph { page.p(paragraph, .class("muted")) }
      if let step = refusal.nextStep {
        page.p { $0.a(visit.t(step.label, refusal.values), href: step.path, .class("button")) }
      } else {
        wayOn(&page, visit)
      }
    }
  }

  static func fault(_ visit: Visit, id: String) -> Reply {
    visit.page(visit.t("web.fault.title"), status: 500) { page in
      page.h1(visit.t("web.fault.title"))
      page.p(visit.t("web.fault.text"))
      page.p(visit.t("web.fault.id", ["id": id]), .class("muted"))
      wayOn(&page, visit)
    }
  }

  private static func simple(_ visit: Visit, _ key: String, status: Int) -> Reply {
    visit.page(visit.t("\(key).title"), status: status) { page in
      page.h1(visit.t("\(key).title"))
      page.p(visit.t("\(key).text"))
      wayOn(&page, visit)
    }
  }

  private static func wayOn(_ page: inout HTML, _ visit: Visit) {
    page.p(.class("row")) { row in
      row.a(visit.t("web.wayOn.start"), href: "/", .class("button"))
      row.a(visit.t("web.wayOn.help"), href: visit.site.ways.help, .class("button quiet"))
    }
  }
}
