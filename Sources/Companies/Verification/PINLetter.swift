import Accounts
import Chronology
import Database
import Postbox
import Settings
import Sodium
import Typesetting
import Web

/// The letter with a PIN. The PIN is generated at printing; its plain text exists in the PDF only.
package struct PINLetter: LetterKind {
  package let kind = Companies.pinLetterKind
  package let layout = Companies.layout("pin-letter.typ")

  let companies: Companies
  let clock: WallClock
  let texts: Texts
  let baseURL: String

  package init(companies: Companies, clock: WallClock, texts: Texts, baseURL: String) {
    self.companies = companies
    self.clock = clock
    self.texts = texts
    self.baseURL = baseURL
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let expires = clock.start(
      of: clock.day(of: now).adding(days: companies.settings[CompanySettings.pinDays] + 1))
    let address = "\(baseURL)\(CompanyPath.verification)"
    return try subjects.compactMap { subject in
      guard let recipient = try PINLetterQueries.recipient(of: subject, in: connection) else { return nil }
      let pin = LetterCode(random: Sodium.randomNumber(below:))
      let hash = companies.pinHash(pin.letters, company: recipient.company.id)
      let data = try data(for: recipient, pin, expires: expires, address: address)
      return PreparedLetter(subject: subject, data: data) { connection in
        try PINQueries.notePrinted(subject, hash: hash, expires: expires, now: now, in: connection)
      }
    }
  }

  private func data(
    for recipient: PINRecipient, _ pin: LetterCode, expires: Instant, address: String
  ) throws -> LetterData {
    let company = recipient.company
    let link = "\(address)#betriebsnummer=\(FormInput.encoded(company.number))&pin=\(pin.grouped)"
    return LetterData([
      "address": .lines(company.addressLines), "companyNumber": .text(company.number),
      "companyName": .text(company.name), "pin": .text(pin.grouped),
      "validUntil": .text(texts.longDate(clock.day(of: expires - .minutes(1)))),
      "requestedBy": .text(recipient.requestedBy), "portalAddress": .address(address),
      "qr": .text(try QRCode.svg(link)),
    ])
  }
}

/// The letter that tells a company who became its administrator, with the code to revoke that.
package struct LinkNotice: LetterKind {
  package let kind = Companies.noticeLetterKind
  package let layout = Companies.layout("link-notice.typ")

  let companies: Companies
  let clock: WallClock
  let texts: Texts
  let baseURL: String

  package init(companies: Companies, clock: WallClock, texts: Texts, baseURL: String) {
    self.companies = companies
    self.clock = clock
    self.texts = texts
    self.baseURL = baseURL
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let expires = now + .days(companies.settings[CompanySettings.revocationDays])
    let address = "\(baseURL)\(CompanyPath.revocation)"
    return try subjects.compactMap { subject in
      guard let link = try PINLetterQueries.link(of: subject, in: connection) else { return nil }
      let code = LetterCode(random: Sodium.randomNumber(below:))
      let hash = companies.revocationHash(code)
      let data = LetterData([
        "address": .lines(link.company.addressLines), "companyNumber": .text(link.company.number),
        "companyName": .text(link.company.name), "personName": .text(link.name),
        "maskedEmail": .text(EmailAddress(link.email)?.masked ?? ""),
        "since": .text(texts.longDate(clock.day(of: link.since))), "revocationCode": .text(code.grouped),
        "validUntil": .text(texts.longDate(clock.day(of: expires))),
        "portalAddress": .address(address),
        "qr": .text(try QRCode.svg("\(address)#code=\(code.grouped)")),
      ])
      return PreparedLetter(subject: subject, data: data) { connection in
        try MemberQueries.setRevocationCode(hash, of: subject, expires: expires, in: connection)
      }
    }
  }
}
