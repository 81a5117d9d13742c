import ArgumentParser
import Database
import Documents
import Foundation
import Journal
import Portal
import TrainingRecords

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
    let documents = try await application.documents.damage()
    let records = try await application.trainingRecords.damage()
    let deliveries = try await application.documents.deliverySeals.check(application.database)
    let attached = try await application.trainingRecords.damagedFiles()
    await application.database.close()
    say(damage ?? "journal: in order, \(head?.position ?? 0) lines, last seal \(head?.seal ?? "none")")
    if documents.damaged.isEmpty {
      say("documents: in order, \(documents.checked) files")
    } else {
      say("documents: damaged or missing: \(documents.damaged.joined(separator: ", "))")
    }
    for line in deliveries.damaged { say("deliveries: \(line)") }
    if deliveries.damaged.isEmpty { say("deliveries and receipts: in order, \(deliveries.checked)") }
    if deliveries.sealedAfterwards > 0 {
      say("\(deliveries.sealedAfterwards) of them are older than the check and were sealed later, as they stood then")
    }
    for line in records.damaged { say("training records: \(line)") }
    if records.damaged.isEmpty { say("training records: in order, \(records.checked) chains of sign-offs") }
    for line in attached.damaged { say("attached file missing or changed: \(line)") }
    if attached.damaged.isEmpty { say("attached files: in order, \(attached.checked)") }
    if damage != nil || !deliveries.damaged.isEmpty || !records.damaged.isEmpty || !documents.damaged.isEmpty
      || !attached.damaged.isEmpty
    {
      throw ExitCode(1)
    }
  }

  private func checkUnnamed(_ application: PortalApplication) async throws {
    let stores = [
      ("documents", application.documents.store, try await application.documents.unnamedFiles()),
      ("attached files", application.trainingRecords.files, try await application.trainingRecords.unnamedFiles()),
    ]
    for (name, store, files) in stores where !files.hashes.isEmpty {
      let found = "\(name): \(files.hashes.count) of \(files.total) files are older than a day and no row names them"
      if files.isSuspicious {
        say("\(found): is this the newest database, and the one of this folder? They are never removed.")
      } else if removeUnnamed {
        let yesterday = Date().addingTimeInterval(-86_400)
        let removed = files.hashes.count { store.remove($0, unlessUsedSince: yesterday) }
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
