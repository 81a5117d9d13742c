import Journal

/// Events of the audit log about documents.
extension Event {
  static let documentClosed = Event("document.closed")
  static let documentClosureConfirmed = Event("document.closure_confirmed")
  static let documentIssued = Event("document.issued")
  static let documentOpened = Event("document.opened")
  static let documentReopened = Event("document.reopened")
  static let documentRevoked = Event("document.revoked")
  static let documentViewed = Event("document.viewed")
  static let documentsBatchAssigned = Event("documents.batch.assigned")
  static let documentsBatchDiscarded = Event("documents.batch.discarded")
  static let documentsBatchDropped = Event("documents.batch.dropped")
  static let documentsBatchRead = Event("documents.batch.read")
  static let documentsBatchRefused = Event("documents.batch.refused")
  static let documentsBatchStarted = Event("documents.batch.started")
  static let documentsBatchUploaded = Event("documents.batch.uploaded")
  static let documentsBatchViewed = Event("documents.batch.viewed")
  static let documentsDraftViewed = Event("documents.draft.viewed")
  static let documentsOrdered = Event("documents.ordered")
  static let documentsPrinted = Event("documents.printed")

  /// All events of this area, for the vocabulary of the log.
  static let ofDocuments: [Event] = [
    .documentClosed, .documentClosureConfirmed, .documentIssued, .documentOpened, .documentReopened, .documentRevoked,
    .documentViewed, .documentsBatchAssigned, .documentsBatchDiscarded, .documentsBatchDropped, .documentsBatchRead,
    .documentsBatchRefused, .documentsBatchStarted, .documentsBatchUploaded, .documentsBatchViewed,
    .documentsDraftViewed, .documentsOrdered, .documentsPrinted,
  ]
}

extension SubjectKind {
  static let document = SubjectKind("document")
  static let documentBatch = SubjectKind("document_batch")
  static let documentBatchUpload = SubjectKind("document_batch_upload")
  static let documentDraft = SubjectKind("document_draft")
}
