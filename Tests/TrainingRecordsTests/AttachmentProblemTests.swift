import Foundation
import Testing
import Web

@testable import TrainingRecords
@testable import Typesetting

/// What is for the portal is not told of the file.
struct AttachmentProblemTests {
  @Test(arguments: [
    (TypesettingError.busy, AttachmentProblem.busy, AttachmentProblem.busy), (.tooLarge, .tooManyPixels, .unusable),
    (.timedOut(.seconds(1)), .tooManyPixels, .unusable), (.document("broken"), .unknown, .unusable),
    (.encrypted, .unknown, .unusable), (.workerEnded("signal 9"), .unknown, .unusable),
  ])
  func `a file that cannot be read is told as what it is`(
    fault: TypesettingError, picture: AttachmentProblem, document: AttachmentProblem
  ) {
    #expect(AttachmentProblem.meant(by: fault, isPicture: true) as? AttachmentProblem == picture)
    #expect(AttachmentProblem.meant(by: fault, isPicture: false) as? AttachmentProblem == document)
  }

  @Test(arguments: [
    "[Errno 28] No space left on device", "[Errno 122] Disk quota exceeded", "[Errno 27] File too large",
  ])
  func `a full disk is no fault of the file`(message: String) {
    for isPicture in [true, false] {
      let told = AttachmentProblem.meant(by: TypesettingError.fault("OSError: \(message)"), isPicture: isPicture)
      #expect(told is StorageFull)
    }
    #expect(AttachmentProblem.meant(by: POSIXError(.ENOSPC), isPicture: true) is StorageFull)
  }

  @Test(arguments: [TypesettingError.missing("No module named 'pillow_heif'"), .fault("KeyError: 'x'")])
  func `a portal that is not complete is no fault of the file either`(fault: TypesettingError) {
    #expect(AttachmentProblem.meant(by: fault, isPicture: true) as? TypesettingError == fault)
  }
}
