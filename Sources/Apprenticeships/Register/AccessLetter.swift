import Accounts
import Chronology
import Companies
import Database
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web

/// The letter with user name and start code. The code is made when the letter is printed; its plain text stands in the
/// PDF and nowhere else.
package struct AccessLetter: LetterKind {
  package static let letterKind = "access"
  package let kind = AccessLetter.letterKind
  package let layout = Layout(
    folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: "access-letter.typ")

  let accounts: Accounts
  let clock: WallClock
  let texts: Texts
  let baseURL: String

  package init(accounts: Accounts, clock: WallClock, texts: Texts, baseURL: String) {
    self.accounts = accounts
    self.clock = clock
    self.texts = texts
    self.baseURL = baseURL
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let days = accounts.settings[RegisterSettings.postalCodeDays]
    let expires = clock.start(of: clock.day(of: now).adding(days: days + 1))
    let address = "\(baseURL)/zugangsdaten"
    let recipients = try AccessLetterQueries.recipients(of: subjects, in: connection)
    return try subjects.compactMap { subject in
      guard let recipient = recipients[subject] else { return nil }
      let code = LetterCode(random: Sodium.randomNumber(below:))
      let hash = accounts.postalCodeHash(code, .apprentice, recipient.apprentice)
      let link = "\(address)#benutzername=\(FormInput.encoded(recipient.number))&code=\(code.grouped)"
      let data = LetterData([
        "address": .lines(recipient.addressLines), "name": .text(recipient.name),
        "role": .text(texts("accounts.function.apprentice")), "place": .text(recipient.place),
        "userName": .text(recipient.number), "code": .text(code.grouped),
        "validUntil": .text(texts.longDate(clock.day(of: expires - .minutes(1)))),
        "portalAddress": .address(address),
        "qr": .text(try QRCode.svg(link)),
      ])
      return PreparedLetter(subject: subject, data: data) { connection in
        try PostalCodeQueries.notePrinted(subject, hash: hash, expires: expires, now: now, in: connection)
      }
    }
  }
}

/// The chamber settings of the register.
package enum RegisterSettings {
  /// How long the start code of a letter is valid.
  package static let postalCodeDays = Setting<Int>("training.postalCodeDays", 60, in: 7...365)

  /// Requests for credentials from one network within a day.
  package static let requestsPerDay = Setting<Int>("training.requestsPerDay", 5, in: 1...100)
  /// Days after which a decided request loses its personal data.
  package static let requestDays = Setting<Int>("training.requestDays", 90, in: 1...730)

  package static let all = [postalCodeDays.declaration, requestsPerDay.declaration, requestDays.declaration]
}
