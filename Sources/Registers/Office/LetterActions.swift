import Accounts
import Chronology
import Office
import Web

/// A person's letter with a start code, and the officers' actions on it and on the access.
package struct LetterActions: Sendable {
  /// The newest letter.
  let letter: PostalCode?
  let access: PersonAccess
  /// The path of the person's page; the forms are below it.
  let path: String
  /// False if a letter is known to be undeliverable.
  let hasAddress: Bool

  package init(letter: PostalCode?, access: PersonAccess, path: String, hasAddress: Bool) {
    self.letter = letter
    self.access = access
    self.path = path
    self.hasAddress = hasAddress
  }

  fileprivate var isLive: Bool { letter?.state == .live && access.kind != .held }
}

extension HTML {
  package mutating func letterActions(_ model: LetterActions, _ visit: Visit) {
    let (t, path) = (visit.t, model.path)
    if let letter = model.letter { p(t.words(letter, visit.clock)) }
    if model.isLive { p(t("registers.access.letterReplaces"), .class("muted")) }
    buttonRow { row in
      if case .held = model.access {
        return row.buttonLink(t("registers.access.end"), href: "\(path)/zugang-beenden", .danger)
      }
      if model.access.kind != .none {
        row.buttonLink(t("registers.access.takeBack"), href: "\(path)/zugang-beenden")
      }
      if model.hasAddress {
        row.postButton(
          action: "\(path)/brief",
          label: t(model.isLive ? "registers.access.newLetter" : "registers.access.requestLetter"),
          token: visit.formToken)
      }
      if model.letter?.state == .live || model.letter?.state == .requested {
        row.postButton(action: "\(path)/code-sperren", label: t("registers.access.revoke"), token: visit.formToken)
      }
    }
  }
}

extension Texts {
  /// The state of a letter with a start code.
  fileprivate func words(_ letter: PostalCode, _ clock: WallClock) -> String {
    let wasNeverPrinted = letter.state == .revoked && letter.printedAt == nil
    return self(
      "registers.access.letter.\(wasNeverPrinted ? "neverPrinted" : letter.state.rawValue)",
      ["date": shortTime(letter.printedAt ?? letter.requestedAt, clock)])
  }
}

extension Visit {
  /// The confirmation page for ending a person's access.
  /// - Parameter path: of the person's page.
  package func accessEndPage(of name: String, at path: String) -> Reply {
    confirmationPage(
      Confirmation(
        title: t("registers.access.confirmEnd.title", ["name": name]), text: t("registers.access.confirmEnd.text"),
        action: "\(path)/zugang-beenden", label: t("registers.access.end"), back: path))
  }
}
