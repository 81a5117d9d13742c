import ArgumentParser
import Database
import Portal

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serves the portal.")

  @OptionGroup var options: PortalOptions
  @Option(help: "The port to listen on.") var port: Int?
  @Flag(help: "Fills an empty database with a demo chamber; mails and letters go to files and are shown at /demo.")
  var demo = false

  func run() async throws {
    let configuration = try await options.configuration(port: port, isDemo: demo)
    if demo { try configuration.refuseOpenDemo() } else { try configuration.requireTransport() }
    let application = try await options.open(configuration, demo ? .demo : .asItIs, log: configuration.logFormat)
    // The printed sign-ins must work.
    if demo { try await DemoChamber.fill(application) }
    try await application.serve {
      say("Kammerportal: \(configuration.baseURL)")
      if demo { say(DemoChamber.signIns) }
    }
  }
}

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Brings the database's schema up to date.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let configuration = try await options.configuration()
    let application = try await options.open(configuration, .migrating)
    say("The schema is up to date.")
    await application.database.close()
  }
}

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Fills an empty database with a demo chamber.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let application = try await options.open(try await options.configuration(), .demo)
    let isFilled = try await DemoChamber.fill(application)
    say(isFilled ? "The demo chamber is there." : "There are accounts already; nothing was changed.")
    await application.database.close()
  }
}
