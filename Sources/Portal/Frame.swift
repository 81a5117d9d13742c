import Accounts
import Delegation
import Documents
import Office
import Registers
import Settings
import Web

/// The frame of every page: chamber, menu, account line, footer.
struct Frame: Sendable {
  let areas: [any PortalArea]
  let settings: ChamberSettings
  let assets: Assets
  let kind: ChamberKind

  private static let scripts = [
    "portal.js", "codes.js", "passwords.js", "progress.js", "week-store.js", "week-restore.js", "week-form.js",
    "week-day.js", "records.js",
  ]

  func shell(for visit: Visit, title: String) -> Shell {
    let t = visit.t
    let name = settings[ChamberIdentity.name]
    var shell = Shell(
      language: t.language.rawValue, title: title, chamber: .init(name: name, line: t("portal.line")),
      assets: .init(
        styleSheet: assets.address("portal.css"),
        chamberStyleSheet: "/assets/kammer/\(settings[ChamberIdentity.colour].dropFirst()).css",
        scripts: Self.scripts.filter(assets.has).map(assets.address),
        icon: assets.address("favicon.svg")),
      words: .init(
        skip: t("portal.skip"), mainMenu: t("portal.mainMenu"), menu: t("portal.menu"), footerMenu: t("portal.footer")))
    shell.menu = menu(for: visit)
    shell.footer = footer(t)
    shell.otherLanguage = otherLanguage(visit)
    shell.flash = visit.flash.flatMap {
      t.has($0.key) ? Shell.FlashLine(t($0.key, $0.values), $0.notice.tone == .problem ? .wait : .good) : nil
    }
    if let acting = visit.acting {
      shell.owner = String(acting.account.id)
      shell.account = .init(
        name: acting.account.fullName,
        function: acting.function.map { "\(t("accounts.function.\($0.kind.rawValue)")): \($0.title)" },
        path: AccountPath.profile)
      shell.acting = acting.onBehalf.map { other in
        .init(
          text: t("portal.acting.text", ["name": other.name]),
          until: other.until.map { t("portal.acting.until", ["date": t.longDate($0)]) },
          leave: PostButton(t("portal.acting.leave"), action: DelegationPath.actingEnd, token: visit.formToken))
      }
      shell.signOut = PostButton(t("portal.signOut"), action: AccountPath.signOut, token: visit.formToken)
    } else {
      shell.signIn = Link(t("accounts.signIn.title"), AccountPath.signIn)
    }
    return shell
  }

  private func menu(for visit: Visit) -> [Shell.MenuItem] {
    let start = MenuEntry(visit.t("portal.menu.start"), path: "/", rank: 0)
    let entries = ([start] + areas.flatMap { $0.menu(for: visit) }).sorted { $0.rank < $1.rank }
    // If two entries match the page, the longer one is the current entry.
    let current = entries.filter { visit.path == $0.path || ($0.path != "/" && visit.path.hasPrefix($0.path + "/")) }
      .max { $0.path.count < $1.path.count }?.path
    return entries.map { entry in
      Shell.MenuItem(
        entry.label, entry.path, isCurrent: entry.path == current, count: entry.waiting > 0 ? entry.waiting : nil,
        countWords: entry.waiting > 0 ? visit.t.counted("portal.waiting", entry.waiting) : nil)
    }
  }

  private func footer(_ t: Texts) -> [Link] {
    [
      Link(t("portal.help.title"), PortalPath.help), Link(t("documents.check.title"), DocumentPath.check),
      Link(t("portal.explanation.title"), PortalPath.explanation),
      Link(t("portal.accessibility.title"), PortalPath.accessibility),
      Link(t("portal.privacy.title"), PortalPath.privacy),
      Link(t("portal.imprint.title"), PortalPath.imprint),
    ]
  }

  private func otherLanguage(_ visit: Visit) -> Shell.LanguageLink {
    let other: Language = visit.t.language == .german ? .english : .german
    let path = visit.method == .get ? visit.path : "/"
    return .init(visit.t("portal.otherLanguage"), "\(path)?sprache=\(other.rawValue)", language: other.rawValue)
  }
}
