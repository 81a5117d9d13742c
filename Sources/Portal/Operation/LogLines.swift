import Foundation
import Glibc
import Logging

/// The log format.
package enum LogFormat: String, Sendable {
  /// One JSON object per line, for programs.
  case json
  /// For people at a terminal.
  case text
}

/// A log handler that writes each event as one line to standard error, in a single write, so that lines never
/// interleave.
package struct LogLines: LogHandler {
  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]
  private let format: LogFormat
  private let write: @Sendable (String) -> Void

  package init(_ format: LogFormat, write: @escaping @Sendable (String) -> Void = LogLines.toStandardError) {
    self.format = format
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let time = Date().formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
    var line: String
    switch format {
    case .json:
      line =
        "{\"time\":\"\(time)Z\",\"level\":\"\(event.level.rawValue)\",\"message\":\(Self.quoted("\(event.message)"))"
      for (key, value) in values { line += ",\(Self.quoted(key)):\(Self.json(value))" }
      line += "}"
    case .text:
      line = "\(time)Z \(event.level.rawValue): \(event.message)"
      for (key, value) in values { line += " \(key)=\(value)" }
      line = line.replacing("\n", with: "\\n")
    }
    write(line + "\n")
  }

  private static func json(_ value: Logger.Metadata.Value) -> String {
    switch value {
    case .stringConvertible(let number as Int): "\(number)"
    case .stringConvertible(let number as Double): number.isFinite ? "\(number)" : "null"
    default: quoted("\(value)")
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// - Parameter line: including its line break.
  @Sendable package static func toStandardError(_ line: String) {
    var bytes = Array(line.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
