import Work

extension JobKind {
  /// Issues confirmations for entries of the register that have none yet.
  package static let confirmations = JobKind("confirmations")
  /// Seals and issues the documents of a batch.
  package static let documentBatch = JobKind("document-batch")
  /// Reads the upload of a batch and splits it into documents.
  package static let documentBatchReading = JobKind("document-batch-reading")
}
