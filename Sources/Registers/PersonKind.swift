import Accounts
import Chronology
import Database
import Web

/// A kind of person (Personenart) whom the chamber keeps in a register with address and number: the descriptor that its
/// area declares. All that the portal does alike for such persons is derived from it: accounts by mail and by letter,
/// `Zugänge`, deputies, documents, the officers' page, the audit log.
package protocol PersonKind: PersonRegister {
  /// The beginnings of German words, folded, before a number of this kind in the chamber's letters: `azubi`, `lehrling`.
  /// They are read, never shown.
  var numberWords: [String] { get }
  /// The name of the imported file with these persons; nil where they come otherwise.
  var importKind: String? { get }
  /// The officers' pages of a person lie under this path, the list of all at it where there is one; nil for kinds that
  /// have pages of their own.
  var officePath: String? { get }
  /// A question for the `id`, `number_key` and `name` of all who can be recipients, `more`, what belongs behind the
  /// name, and `addition`, `street`, `postcode` and `place`, empty where the chamber does not know them.
  var everyone: SQL { get }
  /// A question for the `id`, `number`, `birth_date` and, as `beside`, the company or exam of all of them.
  var particulars: SQL { get }
  /// A question for the `id`, `email`, `street` and `postcode` of those who take part on a day and have neither an
  /// account nor an open letter (`PostalCodeQueries.isWithoutAccess`).
  func withoutAccess(on day: CalendarDate) -> SQL
  /// A question for the key of a person, if an address for letters is known.
  func withPostalAddress(_ subject: Int64) -> SQL
  /// Some persons by their keys, as credentials address them.
  func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient]
  /// What officers see of a person; nil where there is none, and for kinds with pages of their own.
  func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile?
}

extension PersonKind {
  package var hasDeputies: Bool { true }
  package var getsDocuments: Bool { true }
  package var importKind: String? { nil }
  package var officePath: String? { nil }

  package func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile? { nil }
}

/// What officers see of a person of a register, beside account, documents and log.
package struct PersonFile: Sendable {
  package let person: RegisteredPerson
  package let number: String
  package let email: String
  package let access: PersonAccess
  /// False where it is known that a letter would not find the person.
  package let hasAddress: Bool
  /// What leads back to where the person belongs to.
  package let belonging: [Link]
  /// Above the name.
  package let overline: String
  /// What the chamber keeps about the person.
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

/// What the chamber keeps about a person, in words: under a title, each with its name.
package struct PersonFacts: Sendable {
  package let title: String
  package let lines: [(name: String, value: String)]

  package init(title: String, lines: [(name: String, value: String)]) {
    self.title = title
    self.lines = lines
  }

  package var items: [DescriptionItem] { lines.map { DescriptionItem($0.name, $0.value) } }
}

/// A person of a register as credentials address them.
package struct AccessRecipient: Sendable {
  package let person: RegisteredPerson
  package let number: String
  package let addressLines: [String]
  /// Where the person belongs to, in words: the occupation and the company, the exam board, the exam.
  package let belonging: String

  package init(_ person: RegisteredPerson, number: String, addressLines: [String], belonging: String) {
    self.person = person
    self.number = number
    self.addressLines = addressLines
    self.belonging = belonging
  }
}
