/// Translates PostgreSQL table definitions into SQLite's, token by token; strings, quoted names and comments stay as
/// they are.
struct SQLiteTranslation {
  private let tokens: [Token]
  private(set) var text = ""
  private var depth = 0
  private var isCreatingTable = false

  init(_ migration: String) {
    tokens = Token.split(migration)
    var index = 0
    while index < tokens.count { index = translate(from: index) }
  }

  /// Translates the token at an index and returns the next index.
  private mutating func translate(from index: Int) -> Int {
    for phrase in Dialect.sqlitePhrases {
      if let end = end(of: phrase.words, at: index) {
        if phrase.replacement.isEmpty { while text.last?.isWhitespace == true { text.removeLast() } }
        text += phrase.replacement
        return end
      }
    }
    if end(of: ["CREATE", "TABLE"], at: index) != nil { isCreatingTable = true }
    text += tokens[index].text
    if tokens[index].text == "(" { depth += 1 }
    if tokens[index].text == ")" {
      depth -= 1
      if depth == 0, isCreatingTable {
        text += " STRICT"
        isCreatingTable = false
      }
    }
    return index + 1
  }

  /// The index after the words, if they start here with any white space between them.
  private func end(of words: [String], at start: Int) -> Int? {
    var index = start
    for (number, word) in words.enumerated() {
      if number > 0 { while index < tokens.count, tokens[index].isBlank { index += 1 } }
      guard index < tokens.count, tokens[index].text.uppercased() == word else { return nil }
      index += 1
    }
    return index
  }
}

/// A word, white space, a comment, a quoted string or name, or a single character.
private struct Token {
  let text: String
  let isBlank: Bool

  static func split(_ sql: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(sql)
    while let first = rest.first {
      let length = lengthOfToken(first, in: rest)
      tokens.append(Token(text: String(rest.prefix(length)), isBlank: first.isWhitespace || isComment(rest)))
      rest = rest.dropFirst(length)
    }
    return tokens
  }

  private static func isComment(_ rest: Substring) -> Bool {
    rest.hasPrefix("--") || rest.hasPrefix("/*")
  }

  private static func lengthOfToken(_ first: Character, in rest: Substring) -> Int {
    if rest.hasPrefix("--") { return rest.prefix { !$0.isNewline }.count }
    if rest.hasPrefix("/*") { return length(upTo: "*/", in: rest, from: 2) }
    // A doubled quote simply begins the next token.
    if first == "'" || first == "\"" { return length(upTo: String(first), in: rest, from: 1) }
    if first.isWhitespace { return rest.prefix(while: \.isWhitespace).count }
    return max(1, rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count)
  }

  private static func length(upTo end: String, in rest: Substring, from start: Int) -> Int {
    var length = start
    var tail = rest.dropFirst(start)
    while !tail.isEmpty, !tail.hasPrefix(end) {
      tail = tail.dropFirst()
      length += 1
    }
    return min(length + end.count, rest.count)
  }
}
