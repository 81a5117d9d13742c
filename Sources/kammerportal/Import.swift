import ArgumentParser
import Chronology
import Database
import Foundation
import Portal
import Web
import Work

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Imports a CSV file of the chamber.",
    discussion:
      "Each line lands or is reported with its number, column, value and reason. Exit code 2: some were reported.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "companies, occupations, instructors, apprenticeships, examiners, participants or frameworks.")
  var kind: String
  @Argument(help: "The CSV file.") var file: String
  @Flag(help: "Only tells what would happen.") var dryRun = false

  func run() async throws {
    let configuration = try await options.configuration()
    guard PortalApplication.importKindNames.contains(kind) else {
      throw ValidationError(
        "There is no import of \(kind). There are: \(PortalApplication.importKindNames.joined(separator: ", ")).")
    }
    guard let content = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
      throw OperatorFault("The file \(file) does not exist, or this user may not read it.")
    }
    let bytes = [UInt8](content)
    let application = try await options.open(configuration)
    guard let importer = application.importKinds.first(where: { $0.kind == kind }) else { return }
    let work = try importer.open(bytes)
    let report =
      dryRun ? try await work.preview() : try await work.run(by: nil, now: application.clock.now) { _, _ in }
    tell(report, application.site.catalogue.texts(in: .german))
    await application.database.close()
    if report.problemCount > 0 { throw ExitCode(2) }
  }

  private func tell(_ report: ImportReport, _ t: Texts) {
    for problem in report.problems {
      say("line \(problem.line), \(problem.column), \"\(problem.value)\": \(t(problem.reason))")
    }
    let pins = report.pins > 0 ? "\(report.pins) PINs, " : ""
    say(
      "\(report.lines) lines: \(report.added) added, \(report.changed) changed, \(report.unchanged) unchanged, "
        + "\(pins)\(report.problemCount) problems")
  }
}
