import Chronology

/// A kind of file that the chamber imports, such as its companies. Declared by the areas.
package protocol ImportKind: Sendable {
  /// Its name in addresses, on the command line and in text keys, such as `companies`.
  var kind: String { get }
  /// The name of the right that officers need for it.
  var right: String { get }
  /// The officers' page that shows what was imported; nil leads back to the page of imports.
  var imported: ImportedPage? { get }
  /// Parses and validates a file; changes nothing.
  /// - Parameter today: the day that ages and end dates are compared with.
  /// - Throws: `TableFileError` when it is not a table of this kind.
  func open(_ bytes: [UInt8], today: CalendarDate) throws(TableFileError) -> any FileImport
}

/// A link to what was imported.
package struct ImportedPage: Sendable {
  /// The key of its text.
  package let label: String
  package let path: String

  package init(_ label: String, path: String) {
    self.label = label
    self.path = path
  }
}

extension ImportKind {
  package var imported: ImportedPage? { nil }

  /// As `open`, on a separate thread, because a large file takes seconds.
  package func read(_ bytes: [UInt8], today: CalendarDate) async throws -> any FileImport {
    try await ReadingThread.run { try open(bytes, today: today) }
  }
}

/// A file that was parsed and validated. Each line is imported as a whole, waits for a decision, or is reported.
/// Importing is idempotent, so an interrupted import is simply started again.
package protocol FileImport: Sendable {
  /// Dry run: what the import would do.
  func preview() async throws -> ImportReport
  /// - Parameters:
  ///   - actor: the account of the officer; nil for the command line.
  ///   - decisions: the conflicts of `ImportReport.conflicts` that were accepted.
  func run(
    by actor: Int64?, now: Instant, decisions: ImportDecisions,
    progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport
}

extension FileImport {
  /// Without decisions: lines with a conflict are not imported.
  package func run(
    by actor: Int64?, now: Instant, progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    try await run(by: actor, now: now, decisions: .none, progress: progress)
  }
}
