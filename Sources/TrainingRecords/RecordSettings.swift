import Settings

/// The chamber settings of training records.
package enum RecordSettings {
  /// Whether records say for each day or for the whole week what was done, where the company does not set it.
  package static let basis = Setting<String>(
    "records.basis", RecordBasis.day.rawValue, oneOf: RecordBasis.allCases.map(\.rawValue))

  package static let all = [basis.declaration]
}

extension TrainingRecords {
  func basis(of record: TrainingRecord) -> RecordBasis {
    record.companyBasis ?? RecordBasis(rawValue: settings[RecordSettings.basis]) ?? .day
  }
}
