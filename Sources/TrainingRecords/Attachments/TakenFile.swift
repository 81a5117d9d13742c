import Documents

/// Why a file is not attached. The words stand in the texts as `records.attachment.PROBLEM`.
enum AttachmentProblem: String, Error {
  case missing
  case tooLarge
  case tooMany
  /// The record has no room for more.
  case full
  /// Neither a picture nor a PDF.
  case unknown
  /// A picture with more pixels than are looked at.
  case tooManyPixels
  /// A PDF that is damaged, encrypted, would run something or carries other files.
  case unusable
  /// A picture where only a PDF helps.
  case notPDF
  /// Others are being looked at.
  case busy
}

/// A file as it was taken in.
struct TakenFile: Sendable {
  let reference: AttachedFile
  let stored: DocumentStore.Stored
  /// Of a PDF; nil for a picture.
  let pages: Int?
}
