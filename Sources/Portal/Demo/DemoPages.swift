import Foundation
import Postbox
import Web

/// `/demo`: all mails and letters that would have been sent. Exists only with `serve --demo`.
struct DemoPages: PortalArea {
  let name = "Portal"
  let mailbox: DemoMailbox
  let letterFolder: URL

  func addRoutes(to routes: inout Routes) {
    routes.get("/demo", .everyone, show)
    routes.get("/demo/briefe/{file}", .everyone, letter)
  }

  func menu(for visit: Visit) -> [MenuEntry] {
    [MenuEntry(visit.t("portal.demo.menu"), path: "/demo", rank: 99)]
  }

  @Sendable func show(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    let letters = self.letters()
    return visit.page(t("portal.demo.title")) { page in
      page.pageHead(t("portal.demo.title"), lead: t("portal.demo.lead"))
      page.card(title: t("portal.demo.signIns")) { card in
        card.p(t("portal.demo.password", ["password": DemoChamber.password]))
        card.descriptionList(
          DemoChamber.people.map { DescriptionItem("\($0.firstName) \($0.lastName)", $0.email) })
        card.p(
          t("portal.demo.pin", ["number": DemoChamber.openCompany.number, "pin": DemoChamber.openCompany.pin]))
      }
      page.card(title: t("portal.demo.letters")) { card in
        if letters.isEmpty { card.p(t("portal.demo.noLetters"), .class("muted")) }
        card.taskList(letters.map { TaskItem($0, path: "/demo/briefe/\($0)") })
      }
      page.card(title: t("portal.demo.mails")) { card in
        if mailbox.messages.isEmpty { card.p(t("portal.demo.noMails"), .class("muted")) }
        for message in mailbox.messages.prefix(50) {
          card.details("\(message.to.address): \(message.subject)") { details in
            details.element("pre", [.class("mail"), .attribute("tabindex", "0")], text: message.text)
          }
        }
      }
    }
  }

  @Sendable func letter(_ visit: Visit) async throws -> Reply {
    let name = visit.parameters["file"] ?? ""
    guard letters().contains(name), let data = try? Data(contentsOf: letterFolder.appendingPathComponent(name)) else {
      throw NotFound()
    }
    return Reply(headers: [("content-type", "application/pdf")], body: [UInt8](data))
  }

  private func letters() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: letterFolder.path)) ?? []
    return names.filter { $0.hasSuffix(".pdf") }.sorted().reversed()
  }
}
