import ArgumentParser
import Foundation
import Portal

/// The command line of the portal.
struct Kammerportal: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kammerportal",
    abstract: "The portal that a German chamber runs for the people it serves.",
    subcommands: [
      Serve.self, Migrate.self, Check.self, Demo.self, Import.self, Letters.self, Staff.self, Backup.self, Restore.self,
      Verify.self,
      ListRoutes.self,
    ])
}

/// The start of the program. Created files are accessible to their owner only, and errors are reported as sentences.
@main
enum Program {
  static func main() async {
    FileRights.closeForOthers()
    do {
      var command = try Kammerportal.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let sentence = OperatorSentence.text(of: error) else { Kammerportal.exit(withError: error) }
      FileHandle.standardError.write(Data("kammerportal: \(sentence)\n".utf8))
      exit(1)
    }
  }
}
