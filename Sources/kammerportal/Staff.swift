import Accounts
import ArgumentParser
import Chamber
import Chronology
import Database
import Foundation
import Portal

struct Staff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, appoints, changes and dismisses chamber officers; frees an account that locked itself out.",
    subcommands: [
      StaffList.self, StaffAppoint.self, StaffChange.self, StaffDismiss.self, StaffUnlock.self,
      StaffResetSecondFactor.self, StaffFourEyes.self,
    ])
}

/// An officer's rights and last day, as typed.
struct OfficerOptions: ParsableArguments {
  static let fields = PortalApplication.officerRights.map(\.rawValue).joined(separator: ", ")

  @Option(help: "The rights, separated by commas: \(Self.fields).")
  var rights: String?

  @Option(help: "The last day of work, such as 2027-12-31.")
  var until: String?

  func chosenRights() throws -> Set<OfficerRight>? {
    guard let rights else { return nil }
    let names = rights.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let chosen = Set(PortalApplication.officerRights.filter { names.contains($0.rawValue) })
    guard !chosen.isEmpty, chosen.count == Set(names).count else {
      throw ValidationError("There is no such right in \"\(rights)\". There are: \(Self.fields).")
    }
    return chosen
  }

  func lastDay() throws -> CalendarDate? {
    guard let until else { return nil }
    guard let day = TypedDate.date(until) else {
      throw ValidationError("\"\(until)\" is no day. Write it like 2027-12-31.")
    }
    return day
  }
}

struct StaffList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Tells who works for the chamber in the portal, with which rights and until when.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    let today = application.clock.day(of: application.clock.now)
    for officer in try await application.officers() {
      let state = officer.isActive(on: today) ? officer.state.rawValue : "ended"
      let until = officer.terms.lastDay.map { ", until \($0)" } ?? ""
      let rights = PortalApplication.officerRights.filter(officer.terms.rights.contains).map(\.rawValue)
      say("\(officer.email)  \(officer.name)  \(state)  \(rights.joined(separator: ","))\(until)")
    }
    await application.database.close()
  }
}

struct StaffChange: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Gives an officer other rights or another last day.")

  @OptionGroup var options: PortalOptions
  @OptionGroup var officer: OfficerOptions
  @Flag(help: "No last day any more.") var forGood = false
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String

  func validate() throws {
    guard officer.rights != nil || officer.until != nil || forGood else {
      throw ValidationError("Say what changes: --rights, --until or --for-good.")
    }
    guard !forGood || officer.until == nil else { throw ValidationError("Either --until or --for-good.") }
  }

  func run() async throws {
    let (rights, lastDay, forGood) = (try officer.chosenRights(), try officer.lastDay(), forGood)
    let application = try await options.open(try await options.configuration())
    try await application.changeOfficer(email) { terms in
      OfficerTerms(rights ?? terms.rights, until: forGood ? nil : lastDay ?? terms.lastDay)
    }
    say("Changed.")
    await application.database.close()
  }
}

struct StaffDismiss: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss", abstract: "Ends an officer's work; the account stays.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    try await application.dismissOfficer(email)
    say("\(email) is no officer any more.")
    await application.database.close()
  }
}

struct StaffAppoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appoint",
    abstract: "Makes somebody an officer, with all rights if none are named; prints a start code for a new account.")

  @OptionGroup var options: PortalOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The e-mail address, or the user name where several people have it.") var email: String
  @Option(help: "First name, for a new account.") var firstName = ""
  @Option(help: "Last name, for a new account.") var lastName = ""

  func run() async throws {
    let terms = OfficerTerms(
      try officer.chosenRights() ?? Set(PortalApplication.officerRights), until: try officer.lastDay())
    let application = try await options.open(try await options.configuration())
    let invited = try await application.appointOfficer(
      email, firstName: firstName, lastName: lastName, terms: terms)
    if let invited {
      say("\(email) is an officer now. Start code: \(invited.code)")
      say("It is typed at \(application.configuration.baseURL)\(AccountPath.startCode) until \(invited.validUntil).")
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
