import ArgumentParser
import Database
import Journal
import Portal

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks that nothing was changed behind the portal's back.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    while try await JournalSealer.seal(application.database) > 0 {}
    let damage = try await JournalSealer.firstDamage(application.database)
    let head = try await JournalSealer.head(application.database)
    await application.database.close()
    guard let damage else {
      return say("journal: in order, \(head?.position ?? 0) lines, last seal \(head?.seal ?? "none")")
    }
    say(damage)
    throw ExitCode(1)
  }
}

struct ListRoutes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Lists all routes with their access policies.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    say(try await PortalApplication.routeList())
  }
}
