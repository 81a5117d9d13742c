import Documents
import Typesetting
import Web

/// Why a file is not attached. The words stand in the texts as `records.attachment.PROBLEM`.
package enum AttachmentProblem: String, Error {
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

extension AttachmentProblem {
  /// What an error says about the file that was looked at; one that is for the portal stays as it is.
  static func meant(by error: any Error, isPicture: Bool) -> any Error {
    guard let fault = error as? TypesettingError else { return StorageFull.isMeant(by: error) ? StorageFull() : error }
    switch fault {
    case .busy: return AttachmentProblem.busy
    case .tooLarge, .timedOut: return isPicture ? AttachmentProblem.tooManyPixels : .unusable
    case .document, .encrypted, .workerEnded: return isPicture ? AttachmentProblem.unknown : .unusable
    case .missing, .layout, .key, .fault: return fault.isOfFullDisk ? StorageFull() : fault
    }
  }
}

/// A file as it was taken in.
package struct TakenFile: Sendable {
  let reference: AttachedFile
  let stored: DocumentStore.Stored
  /// Of a PDF; nil for a picture.
  let pages: Int?
}
