import Accounts
import Chronology
import Web

/// Offline writing: the script that shows cached pages, and the page shown for uncached ones.
extension TrainingRecords {
  /// The number of earlier weeks cached on a device chosen for offline use.
  private static let keptWeeks = 5

  @Sendable func offlineWorker(_ visit: Visit) async throws -> Reply {
    guard let script = visit.site.assets.content("offline-worker.js") else { throw NotFound() }
    return Reply(
      headers: [
        ("content-type", "text/javascript; charset=utf-8"), ("cache-control", "no-cache"),
        ("service-worker-allowed", RecordPath.start),
      ], body: script)
  }

  @Sendable func offlinePage(_ visit: Visit) async throws -> Reply {
    // Cached on a device and shown to anybody who uses it, so it must not contain anything personal.
    var visit = visit
    visit.principal = nil
    let t = visit.t
    return visit.page(t("records.offline.title")) { page in
      page.pageHead(t("records.offline.title"), lead: t("records.offline.text"))
      page.buttonRow { $0.buttonLink(t("records.offline.again"), href: RecordPath.start, .primary) }
    }
  }

  /// Data for the script on pages of the person's own record: texts, and the addresses to be cached.
  func offlineData(_ page: inout HTML, _ visit: Visit, _ record: TrainingRecord) {
    let t = visit.t
    let path = RecordPath.record(record.apprenticeship)
    let this = CalendarWeek(of: visit.clock.day(of: visit.now))
    let weeks = (-Self.keptWeeks...1).map { this.adding(weeks: $0) }.filter {
      $0.sunday >= record.training.lowerBound && $0.monday <= record.training.upperBound
    }
    let addresses = [path, "\(path)/vorgaben"] + weeks.map { "\(path)/\($0.year)/\($0.number)" }
    page.element(
      "template",
      [
        .flag("data-records"), .attribute("data-owner", String(visit.acting?.account.id ?? 0)),
        .attribute("data-keep", addresses.joined(separator: " ")),
        .attribute("data-ready", t("records.offline.ready")), .attribute("data-week", t("records.offline.week")),
        .attribute("data-sent", t("records.offline.sent")),
        .attribute("data-handed-in", t("records.offline.handedIn")),
        .attribute("data-incomplete", t("records.offline.incomplete")),
        .attribute("data-conflict", t("records.offline.conflict")),
        .attribute("data-stopped", t("records.offline.stopped")),
        .attribute("data-not-handed-in", t("records.offline.notHandedIn")),
        .attribute("data-leave", t("records.offline.leave")),
        .attribute("data-leave-off", t("records.offline.leaveOff")),
      ]
    ) { _ in }
  }

  /// The choice to use a device offline; nothing without JavaScript.
  func offlineChoice(_ page: inout HTML, _ t: Texts) {
    page.section(.class("card"), .flag("data-offline-choice"), .flag("hidden")) { card in
      card.header { $0.h2(t("records.offline.choice")) }
      card.div(.attribute("data-when", "off")) { off in
        off.p(t("records.offline.choiceText"))
        off.buttonRow {
          $0.element(
            "button", [.type("button"), .class("button quiet"), .flag("data-offline-on")],
            text: t("records.offline.switchOn"))
        }
      }
      card.div(.attribute("data-when", "on")) { on in
        on.p(t("records.offline.isOn"))
        on.p(.role("status"), .class("muted"), .flag("data-offline-state")) { _ in }
        on.buttonRow {
          $0.element(
            "button", [.type("button"), .class("button quiet"), .flag("data-offline-off")],
            text: t("records.offline.switchOff"))
        }
      }
    }
  }
}
