import Database
import Journal
import Web

/// The subject of an officers' page, such as a company or an apprentice. Annexes are asked for their cards beside each.
package struct OfficeObject: Sendable {
  /// Its kind (`company`, `apprenticeship`, or a kind of person) and key.
  package let subject: JournalEntry.Subject
  /// The number by which the chamber knows it.
  package let number: String
  /// Whether the chamber can issue documents to it.
  package let getsDocuments: Bool

  package init(_ subject: JournalEntry.Subject, number: String, getsDocuments: Bool) {
    self.subject = subject
    self.number = number
    self.getsDocuments = getsDocuments
  }
}

/// What an area shows on officers' pages of the areas below it, such as the documents of a company.
package protocol OfficeAnnex: Sendable {
  /// The cards beside an object, read within the page's own read; empty if there is nothing that the officer may see.
  func cards(beside object: OfficeObject, for visit: Visit, in connection: any Connection) throws -> HTML
}
