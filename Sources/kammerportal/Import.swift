import ArgumentParser
import Chronology
import Companies
import Database
import Foundation
import Portal
import Web
import Work

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Imports a file of the chamber.", subcommands: [ImportCompanies.self])
}

struct ImportCompanies: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "companies", abstract: "Imports companies from a CSV file.",
    discussion:
      "Each line lands or is reported with its number, column, value and reason. Exit code 2: some were reported.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The CSV file.") var file: String
  @Flag(help: "Only tells what would happen.") var dryRun = false

  func run() async throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let application = try await options.open(try await options.configuration())
    let work = try CompanyImport(bytes, into: application.companies)
    let report = dryRun ? try await work.preview() : try await work.run(by: nil, now: application.clock.now)
    let t = application.site.catalogue.texts(in: .german)
    for problem in report.problems {
      say("line \(problem.line), \(problem.column), \"\(problem.value)\": \(t(problem.reason))")
    }
    say(
      "\(report.lines) lines: \(report.added) added, \(report.changed) changed, \(report.unchanged) unchanged, "
        + "\(report.pins) PINs, \(report.problemCount) problems")
    await application.database.close()
    if report.problemCount > 0 { throw ExitCode(2) }
  }
}
