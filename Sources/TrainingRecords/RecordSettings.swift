import Settings

/// The chamber settings of training records.
package enum RecordSettings {
  /// Whether records say for each day or for the whole week what was done, where the company does not set it.
  package static let basis = Setting<String>(
    "records.basis", RecordBasis.day.rawValue, oneOf: RecordBasis.allCases.map(\.rawValue))

  /// The day of the week from whose noon reminders are sent; 1 is Monday.
  package static let reminderDay = Setting<Int>("records.reminderDay", 5, in: 1...7)
  /// After so many weeks without a sign-off the company is told.
  package static let escalationWeeks = Setting<Int>("records.escalationWeeks", 6, in: 1...26)

  /// The largest file that is attached to a week, in megabytes.
  package static let attachmentMegabytes = Setting<Int>("records.attachmentMegabytes", 25, in: 1...30)
  /// Files attached to one week.
  package static let attachments = Setting<Int>("records.attachments", 10, in: 0...60)

  /// All files that were ever attached to one record, in megabytes.
  package static let recordMegabytes = Setting<Int>("records.recordMegabytes", 500, in: 10...10_000)
  /// For how many days a record is opened to the chamber, unless the apprentice says otherwise.
  package static let releaseDays = Setting<Int>("records.releaseDays", 90, in: releaseSpan)
  static let releaseSpan = 14...200

  /// From so many months before the end of the training on the chamber may open a record for the exam, and for how many days.
  package static let examMonths = Setting<Int>("records.examMonths", 6, in: 1...24)
  package static let examDays = Setting<Int>("records.examDays", 60, in: releaseSpan)

  /// For how many months after the training a record is kept.
  package static let keepMonths = Setting<Int>("records.keepMonths", 24, in: 6...120)

  /// Who may sign beside the instructor.
  package static let coSigning = Setting<String>(
    "records.coSigning", CoSigning.all.rawValue, oneOf: CoSigning.allCases.map(\.rawValue))
  /// For how many days instructors clear what was handed in before another took over.
  package static let graceDays = Setting<Int>("records.graceDays", 30, in: 0...180)

  /// From which share of absence on the chamber looks closer before the exam.
  package static let absencePercent = Setting<Int>("records.absencePercent", 10, in: 1...50)

  package static let all = [
    basis.declaration, reminderDay.declaration, escalationWeeks.declaration,
    attachmentMegabytes.declaration, attachments.declaration, recordMegabytes.declaration,
    releaseDays.declaration, keepMonths.declaration, examMonths.declaration, examDays.declaration,
    coSigning.declaration, graceDays.declaration,
    absencePercent.declaration,
  ]
}

extension ChamberSettings {
  var coSigning: CoSigning { CoSigning(rawValue: self[RecordSettings.coSigning]) ?? .all }
}

extension TrainingRecords {
  func basis(of record: TrainingRecord) -> RecordBasis {
    record.companyBasis ?? RecordBasis(rawValue: settings[RecordSettings.basis]) ?? .day
  }
}
