import Accounts
import Chronology
import Database
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web
import Work

/// The letter with user name and start code. The code is made when the letter is printed; its plain text exists in the
/// PDF only.
package struct AccessLetter: LetterKind {
  package static let letterKind = "access"
  package let kind = AccessLetter.letterKind
  package let layout = Layout(
    folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: "access-letter.typ")

  let registers: Registers
  let clock: WallClock
  let texts: Texts
  let baseURL: String

  package init(
    registers: Registers, clock: WallClock, texts: Texts, baseURL: String
  ) {
    self.registers = registers
    self.clock = clock
    self.texts = texts
    self.baseURL = baseURL
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let accounts = registers.accounts
    let days = accounts.settings[RegisterSettings.postalCodeDays]
    let expires = clock.start(of: clock.day(of: now).adding(days: days + 1))
    let address = "\(baseURL)\(AccountPath.letterCode)"
    let recipients = try recipients(of: subjects, in: connection)
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

  /// The recipients of requested but unprinted letters, by the key of the code.
  private func recipients(of codes: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    var found: [Int64: AccessRecipient] = [:]
    for portion in codes.chunked(into: 500) {
      let open = Dictionary(grouping: try PostalCodeQueries.requested(portion, in: connection), by: \.kind)
      for (kind, codes) in open {
        let recipients = try registers.kind(kind)?.recipients(codes.map(\.subject), in: connection) ?? [:]
        for code in codes { found[code.id] = recipients[code.subject] }
      }
    }
    return found
  }
}
