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

  package static let all = [basis.declaration, reminderDay.declaration, escalationWeeks.declaration]
}

extension TrainingRecords {
  func basis(of record: TrainingRecord) -> RecordBasis {
    record.companyBasis ?? RecordBasis(rawValue: settings[RecordSettings.basis]) ?? .day
  }
}
