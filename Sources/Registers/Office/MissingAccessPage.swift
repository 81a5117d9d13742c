import Accounts
import Chronology
import Database
import Office
import Web

/// The page of persons without access (`Zugänge`), with letters or mails for all of them.
extension Registers {
  @Sendable func accessPage(_ visit: Visit) async throws -> Reply {
    let day = visit.clock.day(of: visit.now)
    let (offered, people) = try await database.read { connection in
      (
        try offers.map { ($0, try $0.missing(on: day, in: connection)) },
        try kinds.map { ($0, try MissingAccessQueries.count($0, on: day, in: connection)) }
      )
    }
    let t = visit.t
    return visit.page(t("registers.access.title")) { page in
      page.pageHead(t("registers.access.title"), lead: t("registers.access.lead"))
      for (offer, missing) in offered { page.offer(offer, missing, t) }
      for (person, count) in people { page.people(person, count, t) }
    }
  }

  @Sendable func confirmAccessOrder(_ visit: Visit) async throws -> Reply {
    guard let order = accessOrder(visit.parameters["order"] ?? "") else { throw NotFound() }
    let t = visit.t
    let day = visit.clock.day(of: visit.now)
    var shared: [SharedAddress] = []
    if case .mails(let person) = order {
      let people = MissingAccessQueries.byMail(person, on: day)
      shared = try await database.read { try accounts.sharedAddresses(of: person.kind, among: people, in: $0) }
    }
    return visit.confirmationPage(
      Confirmation(
        title: t("\(order.words).title"), text: t("\(order.words).text"), action: RegisterPath.access,
        label: t(order.label), name: "was", value: order.name, back: RegisterPath.access, kind: .primary)
    ) { [shared] page in
      page.sharedAddresses(
        shared.map { address in
          let people = address.people.map { $0.userName.isEmpty ? $0.name : "\($0.name) (\($0.userName))" }
          return (address.email, people + address.accounts.map { t("registers.access.shared.account", ["name": $0]) })
        }, t)
    }
  }

  @Sendable func orderAccess(_ visit: Visit) async throws -> Reply {
    guard let order = accessOrder(visit.form["was"]) else { throw NotFound() }
    let count = try await orderAccess(order, by: try visit.signedIn(), cause: visit.cause)
    guard order.isLetters else {
      return visit.redirect(to: RegisterPath.access, flash: .registersAccessInvitesOrdered)
    }
    guard count > 0 else { return visit.redirect(to: RegisterPath.access, flash: .registersAccessNobody) }
    return visit.redirect(to: OfficePath.letters, flash: .officeLettersOrdered, ["count": visit.t.number(count)])
  }
}

extension HTML {
  fileprivate mutating func offer(_ offer: any AccessOffer, _ missing: Int, _ t: Texts) {
    card(title: t(offer.title)) { card in
      card.p(t.counted(offer.missingText, missing))
      for letters in offer.letters where letters.isForAll || missing > 0 {
        card.order(.offered(letters), t, letters.isForAll ? .quiet : .primary)
      }
    }
  }

  /// The persons of a register without an account, by how the chamber can reach them.
  fileprivate mutating func people(_ person: any PersonKind, _ count: WithoutAccess, _ t: Texts) {
    let about = t("registers.access.kind.\(person.kind.rawValue)")
    card(title: about) { card in
      card.p(t.counted("registers.access.byMail", count.byMail))
      if count.byMail > 0 { card.order(.mails(person), t, about: about) }
      card.p(t.counted("registers.access.byPost", count.byPost))
      if count.byPost > 0 { card.order(.letters(person), t, .quiet, about: about) }
    }
  }

  private mutating func order(_ order: AccessOrder, _ t: Texts, _ kind: ButtonKind = .primary, about: String? = nil) {
    buttonRow {
      $0.buttonLink(t(order.label), href: "\(RegisterPath.access)/\(order.name)", kind, about: about)
    }
  }
}
