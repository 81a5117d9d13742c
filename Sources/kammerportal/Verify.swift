import Accounts
import ArgumentParser
import Database
import Documents
import Foundation
import Journal
import Portal

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks that nothing was changed behind the portal's back.")

  @OptionGroup var options: PortalOptions
  @Flag(
    help: """
      Removes files that no row of this database names, such as a stopped process leaves. Only with the newest \
      database: an older one does not name what was issued after it. More than a twentieth of all are never removed.
      """)
  var removeUnnamed = false

  func run() async throws {
    let application = try await options.open(try await options.configuration())
    try await checkUnnamed(application)
    while try await JournalSealer.seal(application.database) > 0 {}
    let damage = try await JournalSealer.firstDamage(application.database)
    let head = try await JournalSealer.head(application.database)
    let inspections = try await application.inspections()
    await application.database.close()
    say(damage ?? "journal: in order, \(head?.position ?? 0) lines, last seal \(head?.seal ?? "none")")
    for line in inspections.flatMap(\.lines) { say(line) }
    if damage != nil || !inspections.allSatisfy(\.isInOrder) { throw ExitCode(1) }
  }

  private func checkUnnamed(_ application: PortalApplication) async throws {
    for keeper in application.fileKeepers {
      let (name, files) = (keeper.nameOfFiles, try await keeper.unnamedFiles())
      guard !files.hashes.isEmpty else { continue }
      let found = "\(name): \(files.hashes.count) of \(files.total) files are older than a day and no row names them"
      if files.isSuspicious {
        say("\(found): is this the newest database, and the one of this folder? They are never removed.")
      } else if removeUnnamed {
        let yesterday = Date().addingTimeInterval(-86_400)
        let removed = files.hashes.count { keeper.files.remove($0, unlessUsedSince: yesterday) }
        say("\(found): \(removed) were removed")
      } else {
        say("\(found); --remove-unnamed removes them")
      }
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
