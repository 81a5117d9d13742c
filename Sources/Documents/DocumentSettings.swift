import Chronology
import Settings

/// The chamber settings of documents.
package enum DocumentSettings {
  /// Entries since this day are confirmed in the portal; earlier ones were confirmed on paper.
  // This date exists.
  package static let cutOff = Setting<CalendarDate>("documents.cutOff", CalendarDate(year: 2026, month: 8, day: 1)!)
  /// Whether entries are confirmed automatically once they are in the register.
  package static let isAutomatic = Setting<Bool>("documents.automatic", false)
  /// Whether persons without access get their credentials together with the confirmation.
  package static let credentials = Setting<Bool>("documents.credentials", true)
  /// Days after which recipients are reminded of an unopened document.
  package static let reminderDays = Setting<Int>("documents.reminderDays", 7, in: 1...90)
  /// Days after which an unopened document is offered to officers for printing.
  package static let postDays = Setting<Int>("documents.postDays", 21, in: 2...365)
  /// Size limit of officers' uploads, in megabytes.
  package static let uploadMegabytes = Setting<Int>("documents.uploadMegabytes", 25, in: 1...100)
  /// Whether PDFs with embedded files may be issued, such as electronic invoices (PDF/A-3, ZUGFeRD).
  package static let takesFilesInside = Setting<Bool>("documents.takesFilesInside", false)
  /// Seal checks allowed from one network within ten minutes.
  package static let checksPerNetwork = Setting<Int>("documents.checksPerNetwork", 60, in: 5...10_000)

  package static let all = [
    cutOff.declaration, isAutomatic.declaration, credentials.declaration, reminderDays.declaration,
    postDays.declaration, uploadMegabytes.declaration, takesFilesInside.declaration, checksPerNetwork.declaration,
  ]
}
