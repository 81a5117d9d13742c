import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web

/// The content of the page for verifying a company (`Betrieb freischalten`).
struct VerificationPage: Sendable {
  var number = ""
  var pin = ""
  var errors = FieldErrors()
}

/// A requested PIN and its progress. The progress is derived from the first print run after the request, so that it
/// looks the same whether or not the number has a company and a letter.
struct PINRequestLine: Sendable {
  let typed: TypedPINRequest
  let run: LetterRun?
}

extension Companies {
  func verificationPage(_ visit: Visit, _ model: VerificationPage) async throws -> Reply {
    let t = visit.t
    let requests = try await requests(of: try visit.signedIn().account.id, now: visit.now)
    return visit.formPage(t("companies.verify.title"), model.errors) { page in
      page.pageHead(t("companies.verify.title"), lead: t("companies.verify.lead"))
      page.columns(label: t("companies.verify.where")) { main in
        main.formCard { verificationFields(&$0, visit, model) }
        for request in requests { progress(&main, visit, request) }
        if !requests.isEmpty {
          main.p(t("companies.progress.noLetter", ["contact": settings.contact]), .class("muted"))
        }
      } aside: { aside in
        aside.card(title: t("companies.verify.where")) { card in
          card.noticePicture(
            PaperWords(
              description: t("companies.verify.picture"), heading: t("companies.verify.notice"),
              companyNumber: t("companies.field.number"), pin: t("companies.field.pin"),
              caption: t("companies.verify.caption")))
        }
      }
    }
  }

  private func newPINPath(_ number: String) -> String {
    "\(CompanyPath.newPIN)?betriebsnummer=\(FormInput.encoded(number))"
  }

  private func verificationFields(_ card: inout HTML, _ visit: Visit, _ model: VerificationPage) {
    let t = visit.t
    let digits = String(settings[CompanySettings.numberDigits])
    card.form(action: CompanyPath.verification, token: visit.formToken, .class("form")) { fields in
      fields.field(
        Field(
          "betriebsnummer", t("companies.field.numberLong"), hint: t("companies.field.numberHint", ["digits": digits]),
          value: model.number, error: model.errors["betriebsnummer"], autocomplete: "off", width: .short,
          attributes: [.attribute("data-from-hash", "betriebsnummer")]))
      fields.field(
        Field(
          "pin", t("companies.field.pin"), kind: .code(filled: t("web.form.codeFilled")),
          hint: t("companies.field.pinHint"), value: model.pin, error: model.errors["pin"], autocomplete: "off",
          width: .short))
      fields.buttonRow { row in
        row.submitButton(t("companies.verify.submit"))
        row.buttonLink(t("companies.pin.title"), href: newPINPath(model.number))
      }
    }
  }

  private func requests(of account: Int64, now: Instant) async throws -> [PINRequestLine] {
    try await database.read { try requests(of: account, now: now, in: $0) }
  }

  /// The account's open requests: the newest for each number, as typed.
  func requests(
    of account: Int64, now: Instant, in connection: any Connection
  ) throws -> [PINRequestLine] {
    let since = now - .days(settings[CompanySettings.pinDays])
    var numbers: Set<String> = []
    let typed = try PINRequestQueries.requests(of: account, since: since, limit: 20, in: connection)
      .filter { numbers.insert($0.numberKey).inserted }
      .filter { one in
        guard let pin = try one.pin.flatMap({ try PINQueries.pin($0, in: connection) }) else { return true }
        // Other people's actions, such as revoking the PIN, must not reveal which numbers have a company.
        return pin.state != .used
      }.prefix(3)
    guard let oldest = typed.last else { return [] }
    let runs = try Letters.runs(Self.pinLetterKind, since: oldest.requestedAt, in: connection)
    return typed.map { one in
      PINRequestLine(typed: one, run: runs.first { $0.createdAt >= one.requestedAt })
    }
  }

  /// The progress (requested, printed, posted), so that nobody has to call and ask.
  private func progress(_ page: inout HTML, _ visit: Visit, _ request: PINRequestLine) {
    let t = visit.t
    let printed = request.run?.readyAt
    let posted = request.run?.postedAt
    func item(_ key: String, _ at: Instant?, _ state: TimelineItem.State) -> TimelineItem {
      TimelineItem(
        t(state == .done ? "companies.progress.\(key)" : "companies.progress.\(key).open"),
        detail: at.map { t.longDate(visit.clock.day(of: $0)) }, state: state,
        stateWords: t("companies.progress.state.\(state.rawValue)"))
    }
    page.card(title: t("companies.progress.title", ["number": request.typed.number])) { card in
      card.timeline([
        item("requested", request.typed.requestedAt, .done),
        item("printed", printed, printed == nil ? .now : .done),
        item("posted", posted, posted != nil ? .done : printed == nil ? .later : .now),
        item("enter", nil, posted == nil ? .later : .now),
      ])
      if let printed {
        let last = visit.clock.day(of: printed).adding(days: settings[CompanySettings.pinDays])
        card.p(t("companies.progress.validUntil", ["date": t.longDate(last)]), .class("muted"))
      }
    }
  }

  func pinRequestPage(_ visit: Visit, number: String, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    let digits = String(settings[CompanySettings.numberDigits])
    return visit.formPage(t("companies.pin.title"), errors) { page in
      page.pageHead(t("companies.pin.title"), lead: t("companies.pin.lead"))
      page.formCard { card in
        card.form(action: CompanyPath.newPIN, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "betriebsnummer", t("companies.field.numberLong"),
              hint: t("companies.field.numberHint", ["digits": digits]), value: number,
              error: errors["betriebsnummer"], autocomplete: "off", width: .short))
          fields.buttonRow { row in
            row.submitButton(t("companies.pin.submit"))
            row.buttonLink(t("web.form.cancel"), href: CompanyPath.verification)
          }
        }
      }
      let rules = [
        "days": String(settings[CompanySettings.pinDays]),
        "between": String(settings[CompanySettings.daysBetweenLetters]), "contact": settings.contact,
      ]
      page.p(t("companies.pin.rules", rules), .class("muted"))
    }
  }

  func revocationPage(_ visit: Visit, code: String, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("companies.revocation.title"), errors) { page in
      page.pageHead(t("companies.revocation.title"), lead: t("companies.revocation.lead"))
      page.formCard { card in
        card.form(action: CompanyPath.revocation, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "code", t("companies.revocation.field"), kind: .code(filled: t("web.form.codeFilled")),
              hint: t("companies.field.pinHint"), value: code, error: errors["code"], autocomplete: "off",
              width: .short))
          fields.buttonRow { $0.submitButton(t("companies.revocation.submit"), .danger) }
        }
      }
    }
  }
}
