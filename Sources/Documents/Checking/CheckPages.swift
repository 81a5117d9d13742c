import Accounts
import Chronology
import Database
import Foundation
import Settings
import Sodium
import Typesetting
import Web

/// The outcome of a public check.
private enum CheckOutcome: Sendable {
  /// The code is known; only the file can tell whether the paper at hand is genuine.
  case known(CheckedDocument)
  case unchanged(CheckedDocument)
  /// It carries the chamber's seal, but was changed since.
  case changed(CheckedDocument?)
  /// Its seal is intact, but the portal has no record of it.
  case unknownSeal
  case unknownCode
  case unknownFile
}

/// `/pruefen`: anybody can check a sealed document by its code or by the file itself.
extension Documents {
  @Sendable func checkPage(_ visit: Visit) async throws -> Reply {
    guard visit.query.has("code") else { return checkForm(visit, "", FieldErrors(), nil) }
    return try await check(visit.query["code"], visit)
  }

  @Sendable func check(_ visit: Visit) async throws -> Reply {
    let upload = visit.uploads.first { $0.field == "datei" && !$0.content.isEmpty }
    guard let upload else { return try await check(visit.form["code"], visit) }
    if let wait = checkWait(visit) { return tooManyChecks(visit, wait, field: "datei") }
    let found = try await checkLimit.run { try await outcome(of: upload) }
    return checkForm(visit, "", FieldErrors(), found)
  }

  private func check(_ input: String, _ visit: Visit) async throws -> Reply {
    if let wait = checkWait(visit) { return tooManyChecks(visit, wait, field: "code") }
    let typed = String(input.prefix(100))
    let code: LetterCode
    do {
      code = try LetterCode(typed: typed)
    } catch {
      let key = typed.allSatisfy(\.isWhitespace) ? "documents.check.nothing" : "accounts.code.\(error)"
      return checkForm(visit, typed, FieldErrors("code", visit.t(key)), nil)
    }
    let found = try await database.read { connection in
      try sealed { try $0.paper(code: code.letters, in: connection) }
    }
    return checkForm(visit, code.grouped, FieldErrors(), found.map { .known($0) } ?? .unknownCode)
  }

  private func checkWait(_ visit: Visit) -> TimeSpan? {
    accounts.limiter.wait(
      for: "check|\(NetworkLimiter.network(of: visit.clientAddress))",
      limit: settings[DocumentSettings.checksPerNetwork], window: .minutes(10), now: visit.now)
  }

  private func tooManyChecks(_ visit: Visit, _ wait: TimeSpan, field: String) -> Reply {
    checkForm(
      visit, "", FieldErrors(field, visit.t("documents.check.tooMany", ["wait": visit.t.span(wait)])),
      nil)
  }

  private func outcome(of upload: Upload) async throws -> CheckOutcome {
    let file = try store.draft(holding: upload.content)
    defer { try? FileManager.default.removeItem(at: file) }
    let hash = try Sodium.sha256(of: file)
    if let found = try await database.read({ connection in
      try sealed { try $0.paper(hash: hash, in: connection) }
    }) {
      return .unchanged(found)
    }
    return try await outcome(ofSealsIn: file)
  }

  /// For a file that was never issued in this form: perhaps an issued one that was changed.
  private func outcome(ofSealsIn file: URL) async throws -> CheckOutcome {
    let seals: [FoundSeal]
    do {
      seals = try await typesetter.seals(in: file)
    } catch TypesettingError.document {
      return .unknownFile
    } catch is TypesettingError {
      // Too large to be checked in time, or malicious.
      throw ServiceUnavailable()
    }
    return try await database.read { connection in
      for seal in seals where try SealKeyQueries.id(of: seal.fingerprint, in: connection) != nil {
        let typed = seal.reason.split(separator: " ").last.map { String($0.prefix(40)) } ?? ""
        let code = try? LetterCode(typed: typed)
        let found = try code.flatMap { code in
          try sealed { try $0.paper(code: code.letters, in: connection) }
        }
        // An intact seal without a record: perhaps the database is older than the file, as after a restore.
        return seal.unchanged ? .unknownSeal : .changed(found)
      }
      return .unknownFile
    }
  }

  /// The first match among the records of all areas.
  private func sealed(_ find: (any SealedFileRegister) throws -> CheckedDocument?) rethrows -> CheckedDocument? {
    for register in sealedFiles {
      if let paper = try find(register) { return paper }
    }
    return nil
  }

  // MARK: The page

  private func checkForm(_ visit: Visit, _ code: String, _ errors: FieldErrors, _ outcome: CheckOutcome?) -> Reply {
    let t = visit.t
    return visit.formPage(t("documents.check.title"), errors) { page in
      page.pageHead(t("documents.check.title"), lead: t("documents.check.lead"))
      if let outcome { result(&page, visit, outcome) }
      page.card(title: t("documents.check.byFile")) { card in
        card.uploadForm(action: DocumentPath.check, token: visit.formToken) { form in
          form.fileField(
            Question(
              "datei", t("documents.check.file"), hint: t("documents.check.fileHint"), error: errors["datei"]),
            accept: ".pdf,application/pdf")
          form.buttonRow { $0.submitButton(t("documents.check.submitFile"), outcome == nil ? .primary : .quiet) }
        }
      }
      page.card(title: t("documents.check.byCode")) { card in
        card.form(action: DocumentPath.check, token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "code", t("documents.field.code"), kind: .code(filled: t("web.form.codeFilled")),
              hint: t("documents.check.codeHint"), value: code, error: errors["code"], autocomplete: "off",
              width: .short))
          form.buttonRow { $0.submitButton(t("documents.check.submitCode"), .quiet) }
        }
      }
    }
  }

  private func result(_ page: inout HTML, _ visit: Visit, _ outcome: CheckOutcome) {
    let t = visit.t
    func say(_ kind: AlertKind, _ key: String, _ found: CheckedDocument?) {
      page.alert(kind, title: t("documents.check.\(key).title")) { alert in
        alert.p(t("documents.check.\(key).text", ["contact": settings.contact]))
        if let found { facts(&alert, visit, found) }
      }
    }
    switch outcome {
    case .known(let found): found.state == .revoked ? say(.bad, "revoked", found) : say(.info, "known", found)
    case .unchanged(let found): found.state == .revoked ? say(.bad, "revoked", found) : say(.good, "unchanged", found)
    case .changed(let found): say(.bad, "changed", found)
    case .unknownSeal: say(.wait, "unknownSeal", nil)
    case .unknownCode: say(.wait, "unknownCode", nil)
    case .unknownFile: say(.wait, "unknownFile", nil)
    }
  }

  private func facts(_ alert: inout HTML, _ visit: Visit, _ found: CheckedDocument) {
    let t = visit.t
    var items = [
      DescriptionItem(t("documents.field.kind"), t("documents.kind.\(found.kind)")),
      DescriptionItem(t("documents.field.issued"), t.longTime(found.issuedAt, visit.clock)),
      DescriptionItem(t("documents.field.issuer"), settings[ChamberIdentity.name]),
      DescriptionItem(t("documents.field.pages"), t.number(found.pages)),
      DescriptionItem(t("documents.field.code"), (try? LetterCode(typed: found.code))?.grouped ?? found.code),
    ]
    if let revokedAt = found.revokedAt {
      items.append(DescriptionItem(t("documents.field.revoked"), t.longTime(revokedAt, visit.clock)))
    }
    if found.sealValidUntil < visit.now {
      items.append(DescriptionItem(t("documents.field.seal"), t("documents.check.expiredSeal")))
    }
    alert.descriptionList(items)
  }
}
