import ArgumentParser
import Portal

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Writes a copy of the database into a file, while the portal runs. Documents go into FILE.documents, what is "
      + "attached to training records into FILE.records.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The file to write; it must not exist.") var file: String

  func run() async throws {
    let configuration = try await options.configuration()
    try await DatabaseCopy(configuration).write(to: file)
    say("Backup written: \(file)")
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fills an empty database from a file that backup wrote.",
    discussion: "The secret of the installation is not in it: keep it apart and put it back, too.")

  @OptionGroup var options: PortalOptions
  @Argument(help: "The file that backup wrote.") var file: String

  func run() async throws {
    let configuration = try await options.configuration()
    let isChecked = try await DatabaseCopy(configuration).read(from: file)
    say("Restored from \(file)")
    if !isChecked {
      say("This backup is older than the check of the secret: whether the secret is the right one cannot be told.")
    }
  }
}
