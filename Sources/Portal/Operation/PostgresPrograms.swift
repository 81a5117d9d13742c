import Foundation

/// Calls PostgreSQL's own programs. The password is passed in the environment, because anybody on the machine can read
/// a program's arguments.
struct PostgresPrograms {
  /// The database URL without password.
  let url: String
  private let password: String?

  init(_ url: String) {
    guard var parts = URLComponents(string: url) else {
      (self.url, password) = (url, nil)
      return
    }
    let named = parts.queryItems?.first { $0.name == "password" }?.value
    password = parts.password ?? named
    parts.password = nil
    if named != nil {
      let rest = parts.queryItems?.filter { $0.name != "password" }
      parts.queryItems = rest?.isEmpty == false ? rest : nil
    }
    self.url = password == nil ? url : parts.string ?? url
  }

  func run(_ program: String, _ arguments: [String]) throws { _ = try start(program, arguments, isRead: false) }

  /// Runs a program and returns its output.
  func output(_ program: String, _ arguments: [String]) throws -> String {
    String(decoding: try start(program, arguments, isRead: true), as: UTF8.self)
  }

  private func start(_ program: String, _ arguments: [String], isRead: Bool) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    var environment = ProcessInfo.processInfo.environment
    if let password { environment["PGPASSWORD"] = password }
    process.environment = environment
    let pipe = Pipe()
    if isRead { process.standardOutput = pipe }
    try process.run()
    let output = isRead ? try pipe.fileHandleForReading.readToEnd() ?? Data() : Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let isMissing = process.terminationStatus == 127
      throw OperatorFault(
        isMissing
          ? "\(program) is not installed. It comes with the package postgresql-client."
          : "\(program) failed; what it said stands above.")
    }
    return output
  }
}
