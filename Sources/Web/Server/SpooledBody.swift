import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore

/// There is no room left on the disk.
package struct StorageFull: Error, Sendable {
  package init() {}

  /// Says of an error of the file system whether it means that.
  package static func isMeant(by error: any Error) -> Bool {
    let error = error as NSError
    let codes = [error.code, (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? 0]
    return codes.contains { [Int(ENOSPC), Int(EDQUOT), Int(EFBIG), NSFileWriteOutOfSpaceError].contains($0) }
  }
}

/// The body of a request: a small one in memory, a large one in a file that nobody else sees and that is gone with the
/// last use of its content.
enum SpooledBody {
  /// Above this many bytes a body lies in a file.
  static let threshold = 1_000_000
  /// How many large bodies come in at the same time: they fill the disk before anybody has looked at them.
  private static let places = Places(16)

  /// - Throws: `StorageFull`, `ServiceUnavailable` without a place, or another error when the body is longer than the
  ///   limit or the sender goes away.
  static func read(_ request: Request, limit: Int) async throws -> Data {
    guard limit > 0 else { return Data() }
    let length = request.headers[.contentLength].flatMap(Int.init) ?? .max
    if limit <= threshold || length <= threshold {
      return Data(try await request.body.collect(upTo: min(limit, max(length, threshold))).readableBytesView)
    }
    if length > limit, length != .max { throw NIOTooManyBytesError(maxBytes: limit) }
    return try await places.hold { try await spool(request.body, limit: limit) }
  }

  private static func spool(_ body: RequestBody, limit: Int) async throws -> Data {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kp-body-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw StorageFull() }
    try await write(body, to: FileHandle(forWritingTo: file), limit: limit)
    return try Data(contentsOf: file, options: .alwaysMapped)
  }

  private static func write(_ body: RequestBody, to handle: FileHandle, limit: Int) async throws {
    defer { try? handle.close() }
    var length = 0
    for try await piece in body {
      length += piece.readableBytes
      guard length <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
      do {
        try handle.write(contentsOf: piece.readableBytesView)
      } catch  where StorageFull.isMeant(by: error) {
        throw StorageFull()
      }
    }
  }
}
