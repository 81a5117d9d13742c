import ArgumentParser

/// The command line of the portal.
@main
struct Kammerportal: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kammerportal",
    abstract: "The portal that a German chamber runs for the people it serves.",
    subcommands: [
      Serve.self, Migrate.self, Demo.self, Import.self, Letters.self, Staff.self, Backup.self, Restore.self,
      Verify.self,
      ListRoutes.self,
    ])
}
