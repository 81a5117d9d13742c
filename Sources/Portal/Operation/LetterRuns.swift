import Accounts
import Chamber
import Chronology
import Database
import FoundationEssentials
import Postbox

extension PortalApplication {
  /// Starts a run for each kind of letter that waits; for the command line.
  /// - Returns: the runs.
  package func startAllLetterRuns() async throws -> [Int64] {
    let cause = Cause(site: site, actor: nil, now: clock.now)
    return try await database.write { connection in
      try Letters.waiting(in: connection).compactMap { queue in
        try chamber.startLetterRun(of: queue.kind, cause: cause, in: connection)
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
