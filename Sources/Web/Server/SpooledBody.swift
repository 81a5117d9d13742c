import Chronology
import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore

/// The disk is full.
package struct StorageFull: Error, Sendable {
  package init() {}

  /// Whether an error of the file system means a full disk.
  package static func isMeant(by error: any Error) -> Bool {
    let error = error as NSError
    let codes = [error.code, (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? 0]
    return codes.contains { [Int(ENOSPC), Int(EDQUOT), Int(EFBIG), NSFileWriteOutOfSpaceError].contains($0) }
  }
}

/// Reads a request body: a small one into memory, a large one into an unlinked temporary file that disappears with the
/// last reference to its content.
enum SpooledBody {
  /// Larger bodies, in bytes, go to a file.
  static let threshold = 1_000_000
  private static let limits = UploadLimits()

  /// - Throws: `StorageFull`; `ServiceUnavailable` at the upload limit; `NIOTooManyBytesError` when the body is longer
  ///   than the limit; `SenderGone`; or an error of the file system.
  static func read(_ request: Request, limit: Int, group: UploadLimits.Group, network: String) async throws -> Data {
    guard limit > 0 else { return Data() }
    let length = request.headers[.contentLength].flatMap { TypedNumber.count($0) } ?? .max
    if limit <= threshold || length <= threshold {
      return try await collect(request.body, limit: min(limit, max(length, threshold)))
    }
    if length > limit, length != .max { throw NIOTooManyBytesError(maxBytes: limit) }
    return try await limits.run(as: group, from: network) { try await spool(request.body, limit: limit) }
  }

  private static func collect(_ body: RequestBody, limit: Int) async throws -> Data {
    var collected = Data()
    try await eachPiece(of: body) { piece in
      guard collected.count + piece.readableBytes <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
      collected.append(contentsOf: piece.readableBytesView)
    }
    return collected
  }

  /// - Throws: `SenderGone` when the body ends too early, or the error of the closure.
  private static func eachPiece(of body: RequestBody, _ take: (ByteBuffer) throws -> Void) async throws {
    var pieces = body.makeAsyncIterator()
    while true {
      let piece: ByteBuffer?
      do {
        piece = try await pieces.next()
      } catch {
        throw SenderGone()
      }
      guard let piece else { return }
      try take(piece)
    }
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
    try await eachPiece(of: body) { piece in
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

/// The client disconnected, or was disconnected, before its body was complete. Nobody is left to receive a response.
struct SenderGone: Error {}
