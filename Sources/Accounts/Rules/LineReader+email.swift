import Work

extension LineReader {
  /// Reads an e-mail address, empty if there is none. An address that cannot be read is dropped, and the line is still
  /// accepted.
  package mutating func email(_ column: String) -> String {
    optional(column, .email) { EmailAddress($0)?.text } ?? ""
  }
}
