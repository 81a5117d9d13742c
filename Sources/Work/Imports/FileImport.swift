import Chronology

/// A kind of file that the chamber imports, such as its companies. The areas declare them.
package protocol ImportKind: Sendable {
  /// Names it in addresses, on the command line and in text keys: `companies`.
  var kind: String { get }
  /// Reads and checks a file; nothing is changed.
  /// - Throws: `TableFileError` when it is no table of this kind.
  func open(_ bytes: [UInt8]) throws(TableFileError) -> any FileImport
}

/// A file that was read and checked. Each line lands whole or is reported; the same file twice changes nothing, so an
/// import that was interrupted is simply begun anew.
package protocol FileImport: Sendable {
  /// What an import would do, without doing it.
  func preview() async throws -> ImportReport
  /// - Parameter actor: the account of the officer; nil for the command line.
  func run(
    by actor: Int64?, now: Instant, progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport
}

extension Array {
  /// The elements in order, in portions of at most so many.
  package func chunked(into size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
