import Foundation

/// Parses the parameters of a header such as `form-data; name="datei"; filename="Bericht; Woche 49.pdf"` (RFC 9110,
/// 5.6.6). Semicolons within quotes belong to the value. Browsers encode quotes and line breaks in a name as `%22`,
/// `%0D`, `%0A` and nothing else (HTML, 4.10.21.8); other programs escape quotes with a backslash.
struct HeaderParameters {
  private var values: [(name: String, value: String)] = []

  init(_ header: String) {
    var rest = Substring(header)
    while let start = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: start)...].drop(while: \.isWhitespace)
      guard let equals = rest.firstIndex(where: { "=;".contains($0) }), rest[equals] == "=" else { continue }
      let name = rest[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
      rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
      values.append((name, rest.first == "\"" ? Self.quoted(&rest) : Self.token(&rest)))
    }
  }

  /// The first parameter of a name, if any.
  subscript(name: String) -> String? { values.first { $0.name == name }?.value }

  private static func token(_ rest: inout Substring) -> String {
    let end = rest.firstIndex(of: ";") ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end].trimmingCharacters(in: .whitespaces)
  }

  /// A backslash is literal unless a quote follows, because some browsers send paths.
  private static func quoted(_ rest: inout Substring) -> String {
    var value = ""
    var index = rest.index(after: rest.startIndex)
    while index < rest.endIndex, rest[index] != "\"" {
      let next = rest.index(after: index)
      if rest[index] == "\\", next < rest.endIndex, rest[next] == "\"" {
        value.append("\"")
        index = rest.index(after: next)
      } else {
        value.append(rest[index])
        index = next
      }
    }
    rest = index < rest.endIndex ? rest[rest.index(after: index)...] : rest[rest.endIndex...]
    return value
  }
}
