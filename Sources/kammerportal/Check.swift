import ArgumentParser
import Portal

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks whether the portal could run with this configuration; changes nothing. Exit code 1: it could not.")

  @OptionGroup var options: PortalOptions
  @Flag(help: "Also looks whether the mail server answers.") var mailServer = false

  func run() async throws {
    let configuration = try await options.configuration()
    say("configuration: in order")
    let findings = await InstallationCheck(configuration).findings(mailServer: mailServer)
    for finding in findings { say("\(finding.subject): \(finding.text)") }
    if findings.contains(where: \.isTrouble) { throw ExitCode(1) }
  }
}
