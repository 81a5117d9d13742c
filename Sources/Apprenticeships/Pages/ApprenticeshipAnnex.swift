import Accounts
import Database
import Web

/// What another area shows beside each apprenticeship, such as its documents.
package protocol ApprenticeshipAnnex: Sendable {
  /// The title, above the column and on an apprenticeship's page.
  func title(_ t: Texts) -> String
  func notes(
    on apprenticeships: [Int64], for function: PortalFunction, covers: (WorkField) -> Bool, t: Texts,
    in connection: any Connection
  ) throws -> [Int64: ApprenticeshipNote]
}

/// A line about an apprenticeship, with a link to another area.
package struct ApprenticeshipNote: Sendable {
  let text: String
  let path: String
  let badge: String?

  package init(text: String, path: String, badge: String?) {
    self.text = text
    self.path = path
    self.badge = badge
  }
}

/// The notes of one annex about the apprenticeships on a page.
struct AnnexNotes: Sendable {
  let title: String
  let notes: [Int64: ApprenticeshipNote]
}

extension Apprenticeships {
  /// The notes of all annexes, for the function that sees the apprenticeships.
  func annexNotes(
    on apprenticeships: [Int64], for function: PortalFunction?, _ visit: Visit, in connection: any Connection
  ) throws -> [AnnexNotes] {
    guard let function, let acting = visit.acting else { return [] }
    return try annexes.map { annex in
      AnnexNotes(
        title: annex.title(visit.t),
        notes: try annex.notes(
          on: apprenticeships, for: function, covers: acting.covers, t: visit.t, in: connection))
    }.filter { !$0.notes.isEmpty }
  }
}

extension HTML {
  mutating func note(_ note: ApprenticeshipNote?) {
    guard let note else { return text("–") }
    a(note.text, href: note.path)
    if let words = note.badge {
      text(" ")
      badge(words, .wait)
    }
  }
}
