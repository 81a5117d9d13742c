import Work

extension LineReader {
  /// An e-mail address, empty where there is none: a line lands without one that cannot be read.
  package mutating func email(_ column: String) -> String {
    optional(column, .email) { EmailAddress($0)?.text } ?? ""
  }
}
