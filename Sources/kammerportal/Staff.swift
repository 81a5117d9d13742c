import ArgumentParser
import Database
import Portal

struct Staff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Appoints a chamber officer, or frees an account that locked itself out.",
    subcommands: [StaffAppoint.self, StaffUnlock.self])
}

struct StaffAppoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appoint",
    abstract: "Makes somebody an officer with all rights; sends a start code if there is no account yet.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The e-mail address.") var email: String
  @Option(help: "First name, for a new account.") var firstName = "Vorname"
  @Option(help: "Last name, for a new account.") var lastName = "Nachname"

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    let code = try await application.appointOfficer(email, firstName: firstName, lastName: lastName)
    say(code.map { "Officer appointed. Start code, valid for some days: \($0)" } ?? "Officer appointed.")
    await application.database.close()
  }
}

struct StaffUnlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Ends the lock after wrong passwords.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The e-mail address.") var email: String

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    try await application.unlock(email)
    say("Unlocked.")
    await application.database.close()
  }
}
