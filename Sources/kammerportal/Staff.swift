import ArgumentParser
import Database
import Portal

struct Staff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Appoints a chamber officer, or frees an account that locked itself out.",
    subcommands: [StaffAppoint.self, StaffUnlock.self, StaffResetSecondFactor.self, StaffFourEyes.self])
}

struct StaffAppoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appoint",
    abstract: "Makes somebody an officer; prints a start code if there is no account yet.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String
  @Option(help: "First name, for a new account.") var firstName = ""
  @Option(help: "Last name, for a new account.") var lastName = ""

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    let invited = try await application.appointOfficer(email, firstName: firstName, lastName: lastName)
    if let invited {
      say("\(email) is an officer now. Start code: \(invited.code)")
      say("It is typed at \(application.configuration.baseURL)/startcode until \(invited.validUntil).")
    } else {
      say("\(email) is an officer now, and signs in as before.")
    }
    await application.database.close()
  }
}

struct StaffUnlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Ends the lock after wrong passwords.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    try await application.unlock(email)
    say("Unlocked.")
    await application.database.close()
  }
}

struct StaffResetSecondFactor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-second-factor",
    abstract: "Switches the second factor off for somebody who lost phone and recovery codes; ends all sessions.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    let isReset = try await application.resetSecondFactor(email)
    say(isReset ? "The second factor is switched off; a mail tells the person." : "This account has no second factor.")
    await application.database.close()
  }
}

struct StaffFourEyes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "four-eyes",
    abstract: "Switches the second officer for refusals and deletions on or off; in the portal that takes two.")

  enum State: String, ExpressibleByArgument, CaseIterable {
    case on, off
  }

  @OptionGroup var options: PortalOptions
  @Argument(help: "on or off.") var state: State

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    try await application.setFourEyes(state == .on)
    say("Four eyes: \(state.rawValue).")
    await application.database.close()
  }
}
