import Work

extension JobKind {
  /// Confirmations of entries that have none yet.
  package static let confirmations = JobKind("confirmations")
  /// Sealing and issuing the documents of a batch.
  package static let documentBatch = JobKind("document-batch")
  /// Taking apart what officers uploaded as a batch.
  package static let documentBatchReading = JobKind("document-batch-reading")
}
