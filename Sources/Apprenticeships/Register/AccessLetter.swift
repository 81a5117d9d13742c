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

/// A register whose persons can get credentials by post.
package protocol PostalRegister: Sendable {
  /// Who gets the letters of codes that were asked for and not printed yet, by the key of the code; none of the codes of
  /// other registers.
  func recipients(of codes: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient]
}

/// Somebody who gets credentials by post.
package struct AccessRecipient: Sendable {
  let person: RegisteredPerson
  let number: String
  let addressLines: [String]
  /// Where the person belongs to, in words: the occupation and the company, the exam board, the exam.
  let belonging: String

  package init(_ person: RegisteredPerson, number: String, addressLines: [String], belonging: String) {
    self.person = person
    self.number = number
    self.addressLines = addressLines
    self.belonging = belonging
  }
}

/// The letter with user name and start code. The code is made when the letter is printed; its plain text stands in the
/// PDF and nowhere else.
package struct AccessLetter: LetterKind {
  package static let letterKind = "access"
  package let kind = AccessLetter.letterKind
  package let layout = Layout(
    folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: "access-letter.typ")

  let accounts: Accounts
  let registers: [any PostalRegister]
  let clock: WallClock
  let texts: Texts
  let baseURL: String

  package init(
    accounts: Accounts, registers: [any PostalRegister], clock: WallClock, texts: Texts, baseURL: String
  ) {
    self.accounts = accounts
    self.registers = registers
    self.clock = clock
    self.texts = texts
    self.baseURL = baseURL
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let days = accounts.settings[RegisterSettings.postalCodeDays]
    let expires = clock.start(of: clock.day(of: now).adding(days: days + 1))
    let address = "\(baseURL)/zugangsdaten"
    let recipients = try registers.reduce(into: [:]) { found, register in
      found.merge(try register.recipients(of: subjects, in: connection)) { first, _ in first }
    }
    return try subjects.compactMap { subject in
      guard let recipient = recipients[subject] else { return nil }
      let code = LetterCode(random: Sodium.randomNumber(below:))
      let hash = accounts.postalCodeHash(code, recipient.person.kind, recipient.person.subject)
      let link = "\(address)#benutzername=\(FormInput.encoded(recipient.number))&code=\(code.grouped)"
      let data = LetterData([
        "address": .lines(recipient.addressLines), "name": .text(recipient.person.name),
        "role": .text(texts("accounts.function.\(recipient.person.kind.rawValue)")),
        "place": .text(recipient.belonging),
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
