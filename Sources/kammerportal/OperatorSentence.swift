import ArgumentParser
import Database
import Foundation
import NIOCore
import Portal
import Work

/// Error messages for the operator at the terminal, perhaps at night: what is wrong and what to do.
enum OperatorSentence {
  /// - Returns: nil for messages of the command line parser, such as its help.
  static func text(of error: any Error) -> String? {
    switch error {
    case is ExitCode, is ValidationError, is CleanExit: nil
    case let fault as OperatorFault: fault.description
    case let error as MigrationError: "The schema cannot be brought up to date: \(error)."
    case let error as DatabaseError: words(of: error)
    case let error as TableFileError: words(of: error)
    case let error as IOError: words(of: error)
    case let error as CocoaError: words(of: error)
    default: isOfParser(error) ? nil : "\(error)"
    }
  }

  /// Errors of the command line parser are not public types; the parser reports them itself, with the usage.
  private static func isOfParser(_ error: any Error) -> Bool {
    String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }

  private static func words(of error: DatabaseError) -> String {
    switch error.kind {
    case .unavailable: "The database cannot be reached: \(error.message). Does it run, and is its address right?"
    case .diskFull: "The disk of the database is full. Make room, then start again."
    default:
      "The database refused: \(error.message). Is it the database of this portal, and may this user write to it?"
    }
  }

  static func words(of error: TableFileError) -> String {
    switch error {
    case .openQuote(let line):
      "The file is no table that can be read: the quotation mark that opens in line \(line) is never closed."
    default:
      "The file is no table that can be read. It has to be a CSV file whose first line names the columns, "
        + "separated by ; or , or tabs. An .xlsx file is saved as \"CSV UTF-8\" in the spreadsheet program first."
    }
  }

  private static func words(of error: IOError) -> String {
    switch error.errnoCode {
    case EADDRINUSE:
      "The port is in use: another program, perhaps another kammerportal, listens there. Choose another one with --port, "
        + "or stop that program."
    case EACCES: "This user may not listen on that port. Ports below 1024 are for root; the proxy listens there."
    case EADDRNOTAVAIL: "This machine has no such address to listen on. Look at `host` in the configuration."
    default: "The network refused: \(String(cString: strerror(error.errnoCode)))."
    }
  }

  private static func words(of error: CocoaError) -> String {
    let path = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
    let file = path ?? "The file"
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "\(file) does not exist."
    case .fileReadNoPermission, .fileWriteNoPermission: return "\(file): this user has no right to it."
    case .fileWriteOutOfSpace: return "\(file) cannot be written: the disk is full."
    default: return "\(file) cannot be used: \(error.localizedDescription)"
    }
  }
}
