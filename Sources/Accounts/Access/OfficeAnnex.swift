import Database
import Journal
import Web

/// What a page for officers is about, such as a company, or an apprenticeship and its apprentice: annexes are asked about
/// each.
package struct OfficeObject: Sendable {
  /// What it is: `company`, `apprenticeship`, or a kind of person, with its key.
  package let subject: JournalEntry.Subject
  /// By which the chamber knows it.
  package let number: String
  /// Whether the chamber can issue documents to it.
  package let getsDocuments: Bool

  package init(_ subject: JournalEntry.Subject, number: String, getsDocuments: Bool) {
    self.subject = subject
    self.number = number
    self.getsDocuments = getsDocuments
  }
}

/// What an area shows on the officers' pages of areas that know nothing of it, such as the documents of a company.
package protocol OfficeAnnex: Sendable {
  /// The cards beside an object, read within the page's own read; empty where there is nothing, or nothing that the
  /// officer may see.
  func cards(beside object: OfficeObject, for visit: Visit, in connection: any Connection) throws -> HTML
}
