import ArgumentParser
import Database
import Portal
import Postbox
import Typesetting
import Work

struct Letters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints all waiting letters, one PDF for each kind, into the folder of the configuration.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    let runs = try await application.startAllLetterRuns()
    try await application.longWorker.performAllDue()
    for run in runs { say(try await application.describe(run: run)) }
    for line in try await application.describeUnprintedLetters() { say(line) }
    if runs.isEmpty { say("No letters wait.") }
    await application.typesetter.stop()
    await application.database.close()
  }
}
