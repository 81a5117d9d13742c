import Settings

/// The chamber settings of training records.
package enum RecordSettings {
  /// Whether records are kept by day or by week, unless the company chooses.
  package static let basis = Setting<String>(
    "records.basis", RecordBasis.day.rawValue, oneOf: RecordBasis.allCases.map(\.rawValue))

  /// The weekday on which reminders are sent, from noon; 1 is Monday.
  package static let reminderDay = Setting<Int>("records.reminderDay", 5, in: 1...7)
  /// Weeks without a sign-off after which the company is notified.
  package static let escalationWeeks = Setting<Int>("records.escalationWeeks", 6, in: 1...26)

  /// Size limit of a file attached to a week, in megabytes.
  package static let attachmentMegabytes = Setting<Int>("records.attachmentMegabytes", 25, in: 1...30)
  /// Maximum number of files attached to one week.
  package static let attachments = Setting<Int>("records.attachments", 10, in: 0...60)

  /// Size limit of all files attached to one record, in megabytes.
  package static let recordMegabytes = Setting<Int>("records.recordMegabytes", 500, in: 10...10_000)
  /// Days for which a record is opened to the chamber, unless the apprentice chooses otherwise.
  package static let releaseDays = Setting<Int>("records.releaseDays", 90, in: releaseSpan)
  /// How many days a release can last.
  package static let releaseSpan = 14...200

  /// Months before the end of the training from which the chamber may open a record for the exam; and for how many
  /// days.
  package static let examMonths = Setting<Int>("records.examMonths", 6, in: 1...24)
  package static let examDays = Setting<Int>("records.examDays", 60, in: releaseSpan)

  /// Months after the training for which a record is kept.
  package static let keepMonths = Setting<Int>("records.keepMonths", 24, in: 6...120)

  /// Which roles may co-sign besides the instructor.
  package static let coSigning = Setting<String>(
    "records.coSigning", CoSigning.all.rawValue, oneOf: CoSigning.allCases.map(\.rawValue))
  /// Days for which former instructors may still sign weeks submitted before another took over.
  package static let graceDays = Setting<Int>("records.graceDays", 30, in: 0...180)

  /// Percentage of absence from which the chamber examines a record more closely before the exam.
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
