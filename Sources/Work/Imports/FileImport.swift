import Chronology

/// A kind of file that the chamber imports, such as its companies. The areas declare them.
package protocol ImportKind: Sendable {
  /// Names it in addresses, on the command line and in text keys: `companies`.
  var kind: String { get }
  /// The right that officers need for it, by its name.
  var right: String { get }
  /// Reads and checks a file; nothing is changed.
  /// - Parameter today: what ages and ends are compared with.
  /// - Throws: `TableFileError` when it is no table of this kind.
  func open(_ bytes: [UInt8], today: CalendarDate) throws(TableFileError) -> any FileImport
}

extension ImportKind {
  /// The same on a thread of its own: a large file takes seconds.
  package func read(_ bytes: [UInt8], today: CalendarDate) async throws -> any FileImport {
    try await ReadingThread.run { try open(bytes, today: today) }
  }
}

/// A file that was read and checked. Each line lands whole, waits for a decision or is reported; the same file twice changes
/// nothing, so an import that was interrupted is simply begun anew.
package protocol FileImport: Sendable {
  /// What an import would do, without doing it.
  func preview() async throws -> ImportReport
  /// - Parameters:
  ///   - actor: the account of the officer; nil for the command line.
  ///   - decisions: what of `ImportReport.conflicts` may be done.
  func run(
    by actor: Int64?, now: Instant, decisions: ImportDecisions,
    progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport
}

extension FileImport {
  /// Without a decision: what needs one stays undone.
  package func run(
    by actor: Int64?, now: Instant, progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    try await run(by: actor, now: now, decisions: .none, progress: progress)
  }
}

extension Array {
  /// The elements in order, in portions of at most so many.
  package func chunked(into size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
