import Chronology
import Database
import FoundationEssentials
import Postbox
import Work

extension PortalApplication {
  /// Starts a run for each kind of letter that waits; for the command line.
  /// - Returns: the runs.
  package func startAllLetterRuns() async throws -> [Int64] {
    let now = clock.now
    return try await database.write { connection in
      try Letters.waiting(in: connection).compactMap { queue in
        guard let run = try Letters.startRun(queue.kind, limit: 20_000, by: nil, now: now, in: connection) else {
          return nil
        }
        try Jobs.add(LetterPrinting.jobKind, key: String(run), payload: run, due: now, now: now, in: connection)
        return run
      }
    }
  }

  /// A line about each letter that could not be printed, for the terminal.
  package func describeUnprintedLetters() async throws -> [String] {
    try await database.read { try Letters.unprinted(in: $0) }.map { letter in
      "not printed: letter \(letter.id) (\(letter.kind)), \(letter.problem?.rawValue ?? "unknown"), "
        + "see /kammer/briefe"
    }
  }

  /// A line about a run, for the terminal.
  package func describe(run: Int64) async throws -> String {
    guard let found = try await database.read({ try Letters.run(run, in: $0) }) else { return "run \(run): gone" }
    return "run \(run): \(found.count) letters, \(found.state.rawValue), "
      + configuration.letterFolder.appendingPathComponent(found.file).path
  }
}
