import Chronology
import Settings

/// The chamber settings of documents.
package enum DocumentSettings {
  /// Entries since this day are confirmed in the portal; older ones were on paper.
  // There is such a day.
  package static let cutOff = Setting<CalendarDate>("documents.cutOff", CalendarDate(year: 2026, month: 8, day: 1)!)
  /// Whether entries are confirmed by themselves as soon as they stand in the register.
  package static let isAutomatic = Setting<Bool>("documents.automatic", false)
  /// Whether those without access get their credentials along with the confirmation.
  package static let credentials = Setting<Bool>("documents.credentials", true)
  /// Days after which recipients are reminded of a document that nobody opened.
  package static let reminderDays = Setting<Int>("documents.reminderDays", 7, in: 1...90)
  /// Days after which officers are offered to print it.
  package static let postDays = Setting<Int>("documents.postDays", 21, in: 2...365)
  /// The largest file that officers upload, in megabytes.
  package static let uploadMegabytes = Setting<Int>("documents.uploadMegabytes", 25, in: 1...100)
  /// Whether PDFs are issued that carry other files, as electronic invoices do (PDF/A-3, ZUGFeRD).
  package static let takesFilesInside = Setting<Bool>("documents.takesFilesInside", false)
  /// Checks of a seal from one network within ten minutes.
  package static let checksPerNetwork = Setting<Int>("documents.checksPerNetwork", 60, in: 5...10_000)

  package static let all = [
    cutOff.declaration, isAutomatic.declaration, credentials.declaration, reminderDays.declaration,
    postDays.declaration, uploadMegabytes.declaration, takesFilesInside.declaration, checksPerNetwork.declaration,
  ]
}
