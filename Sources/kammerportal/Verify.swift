import ArgumentParser
import Database
import Documents
import Journal
import Portal
import TrainingRecords

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks that nothing was changed behind the portal's back.")

  @OptionGroup var options: PortalOptions

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    while try await JournalSealer.seal(application.database) > 0 {}
    let damage = try await JournalSealer.firstDamage(application.database)
    let head = try await JournalSealer.head(application.database)
    let documents = try await application.documents.damage()
    let records = try await application.trainingRecords.damage()
    let attached = try await application.trainingRecords.damagedFiles()
    await application.database.close()
    say(damage ?? "journal: in order, \(head?.position ?? 0) lines, last seal \(head?.seal ?? "none")")
    if documents.damaged.isEmpty {
      say("documents: in order, \(documents.checked) files")
    } else {
      say("documents: damaged or missing: \(documents.damaged.joined(separator: ", "))")
    }
    for line in records.damaged { say("training records: \(line)") }
    if records.damaged.isEmpty { say("training records: in order, \(records.checked) chains of sign-offs") }
    for line in attached.damaged { say("attached file missing or changed: \(line)") }
    if attached.damaged.isEmpty { say("attached files: in order, \(attached.checked)") }
    if damage != nil || !records.damaged.isEmpty || !documents.damaged.isEmpty || !attached.damaged.isEmpty {
      throw ExitCode(1)
    }
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
