import Accounts
import Chronology
import Database
import Web

/// A kind of person (Personenart) whom the chamber keeps in a register with address and number: the descriptor declared
/// by its area. Everything the portal does the same way for all kinds is derived from it: accounts by mail and by
/// letter, the page `Zugänge`, deputies, documents, the officers' page, the audit log.
package protocol PersonKind: PersonRegister {
  /// Folded prefixes of German words that precede a number of this kind in the chamber's letters: `azubi`, `lehrling`.
  /// For parsing only, never shown.
  var numberWords: [String] { get }
  /// The kind of the import file with these persons; nil if they are not imported.
  var importKind: String? { get }
  /// The address of the officers' list of these persons, if there is one, and the path prefix of each person's page; nil
  /// for kinds that have pages of their own.
  var officePath: String? { get }
  /// A subquery over all possible recipients: `id`, `number_key`, `name`, `more` (an addition to the name), and
  /// `addition`, `street`, `postcode`, `place`, empty if unknown.
  var everyone: SQL { get }
  /// A subquery over all persons: `id`, `number`, `birth_date` and, as `beside`, the company or exam.
  var particulars: SQL { get }
  /// A subquery for `id`, `email`, `street` and `postcode` of those who are active on a day and have neither an account
  /// nor an open letter (`PostalCodeQueries.isWithoutAccess`).
  func withoutAccess(on day: CalendarDate) -> SQL
  /// A subquery for the key of a person, empty if no postal address is known.
  func withPostalAddress(_ subject: Int64) -> SQL
  /// Persons by their keys, as recipients of credentials.
  func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient]
  /// Whether somebody may open an account for a person on a day without being an officer, such as a member of the
  /// person's company. Not asked for deputies, who open none.
  func isAccountOpened(
    for subject: Int64, by acting: Acting, on day: CalendarDate, in connection: any Connection
  ) throws -> Bool
  /// What officers see of a person; nil if there is none, and for kinds with pages of their own.
  func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile?
}

extension PersonKind {
  package var hasDeputies: Bool { true }
  package var getsDocuments: Bool { true }
  package var importKind: String? { nil }
  package var officePath: String? { nil }

  package func isAccountOpened(
    for subject: Int64, by acting: Acting, on day: CalendarDate, in connection: any Connection
  ) throws -> Bool { false }

  package func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile? { nil }
}

/// What officers see of a person of a register, besides account, documents and log.
package struct PersonFile: Sendable {
  package let person: RegisteredPerson
  package let number: String
  package let email: String
  package let access: PersonAccess
  /// False if a letter is known to be undeliverable.
  package let hasAddress: Bool
  /// Links to what the person belongs to.
  package let belonging: [Link]
  /// The line above the name.
  package let overline: String
  /// The chamber's data about the person.
  package let facts: PersonFacts?

  package init(
    person: RegisteredPerson, number: String, email: String, access: PersonAccess, hasAddress: Bool,
    belonging: [Link], overline: String, facts: PersonFacts? = nil
  ) {
    self.person = person
    self.number = number
    self.email = email
    self.access = access
    self.hasAddress = hasAddress
    self.belonging = belonging
    self.overline = overline
    self.facts = facts
  }
}

/// The chamber's data about a person, under a title, as names and values.
package struct PersonFacts: Sendable {
  package let title: String
  package let lines: [(name: String, value: String)]

  package init(title: String, lines: [(name: String, value: String)]) {
    self.title = title
    self.lines = lines
  }

  package var items: [DescriptionItem] { lines.map { DescriptionItem($0.name, $0.value) } }
}

/// A person of a register as recipient of credentials.
package struct AccessRecipient: Sendable {
  package let person: RegisteredPerson
  package let number: String
  package let addressLines: [String]
  /// What the person belongs to, in words: occupation and company, exam board, or exam.
  package let belonging: String

  package init(_ person: RegisteredPerson, number: String, addressLines: [String], belonging: String) {
    self.person = person
    self.number = number
    self.addressLines = addressLines
    self.belonging = belonging
  }
}
