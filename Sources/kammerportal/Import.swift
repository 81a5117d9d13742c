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
      """
      Each line lands or is reported with its number, column, value and reason. A number that means another person or \
      company than before, and an access that would end, are reported, too, unless the options say otherwise. \
      Exit code 2: some were reported.
      """)

  @OptionGroup var options: PortalOptions
  @Argument(help: "One of: \(PortalApplication.importKindNames.joined(separator: ", ")).")
  var kind: String
  @Argument(help: "The CSV file.") var file: String
  @Flag(help: "Only tells what would happen.") var dryRun = false
  @Flag(help: "Takes changes of names and birth dates, also where a number means somebody else now.")
  var acceptChangesOfPerson = false
  @Flag(help: "Takes people of the name and the birth date of somebody with another number as second people.")
  var acceptNamesakes = false
  @Flag(help: "Takes ends that close an access which is open today.") var acceptEndsOfAccess = false

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
    guard let importer = application.importKind(kind) else { return }
    let work = try await importer.read(bytes, today: application.clock.today)
    let report =
      dryRun
      ? try await work.preview()
      : try await work.run(by: nil, now: application.clock.now, decisions: decisions) { _, _ in }
    tell(report, application.site.catalogue.texts(in: .german))
    await application.database.close()
    if report.problemCount + report.undecided > 0 { throw ExitCode(2) }
  }

  private var decisions: ImportDecisions {
    let kinds = ImportConflict.Kind.allCases.filter { kind in
      if kind == .twin { return acceptNamesakes }
      return kind.isIdentity ? acceptChangesOfPerson : acceptEndsOfAccess
    }
    return ImportDecisions([], allOf: Set(kinds))
  }

  private func tell(_ report: ImportReport, _ t: Texts) {
    for problem in report.problems {
      say("line \(problem.line), \(problem.column), \"\(problem.value)\": \(t(problem.reason, problem.places))")
    }
    for problem in report.warnings {
      say("note: line \(problem.line), \(problem.column), \"\(problem.value)\": \(t(problem.reason, problem.places))")
    }
    for conflict in report.conflicts {
      let changes = conflict.changes.map { "\($0.column) \"\($0.before)\" → \"\($0.after)\"" }.joined(separator: ", ")
      say("to decide: line \(conflict.line), \(conflict.subject), \(changes): \(t(conflict.kind.reason.textKey))")
    }
    if !report.unknownColumns.isEmpty { say("not read: \(report.unknownColumns.joined(separator: ", "))") }
    let pins = report.pins > 0 ? "\(report.pins) PINs, " : ""
    say(
      "\(report.lines) lines: \(report.added) added, \(report.changed) changed, \(report.unchanged) unchanged, "
        + "\(pins)\(report.refused) refused, \(report.undecided) to decide, \(report.problemCount) problems")
  }
}
