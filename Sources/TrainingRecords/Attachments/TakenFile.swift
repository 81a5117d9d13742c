import Documents
import Typesetting
import Web

/// Why a file was not attached. The words are the texts `records.attachment.PROBLEM`.
package enum AttachmentProblem: String, Error {
  case missing
  case tooLarge
  case tooMany
  /// The size limit of the record is reached.
  case full
  /// Neither a picture nor a PDF.
  case unknown
  /// A picture with too many pixels to be processed.
  case tooManyPixels
  /// A PDF that is damaged, encrypted, active, or has embedded files.
  case unusable
  /// A picture where only a PDF is accepted.
  case notPDF
  /// Too many other files are being processed.
  case busy
}

extension AttachmentProblem {
  /// Maps an error to the problem of the file; errors of the portal are returned as they are.
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

/// A file that was validated and stored.
package struct TakenFile: Sendable {
  let reference: AttachedFile
  let stored: DocumentStore.Stored
  /// Nil for a picture.
  let pages: Int?
}
