import Work

extension LineReader {
  /// An e-mail address, empty where there is none.
  package mutating func email(_ column: String) -> String {
    let value = text(column, atMost: 250)
    guard !value.isEmpty else { return "" }
    guard let address = EmailAddress(value) else {
      add(column, value, "import.email")
      return ""
    }
    return address.text
  }
}
