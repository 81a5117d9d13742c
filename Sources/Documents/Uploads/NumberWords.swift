/// The words that precede the numbers of one kind of recipient in a letter, and those that precede numbers that are not
/// meant: of a company if recipients are people, of people if they are companies.
struct RecipientWords: Sendable {
  let own: [String]
  let foreign: [String]

  init(of kind: RecipientKind, among directories: [any AddresseeDirectory]) {
    own = directories.first { $0.kind == kind }?.numberWords ?? []
    foreign = directories.filter { ($0.kind == .company) != (kind == .company) }.flatMap(\.numberWords)
  }
}

/// Folded words of German letters, without hyphens, that tell whose number follows. For parsing only, never shown.
enum NumberWords {
  /// A word with one of these endings is followed by a number: Azubinummer, Azubi-Nr., Ident-Nr.
  private static let endings = ["nummer", "nummern", "nr", "kennung", "kennziffer", "id", "no"]
  /// Words that may be between such a word and its number.
  static let fillers: Set<String> = ["nr", "nummer", "no", "lautet", "ist", "die", "the", "is"]
  /// Stems for any kind of recipient.
  private static let anybody = ["ident", "kammer", "person", "stamm", "empfaenger"]

  /// Whether a word is only such an ending.
  static func isEnding(_ word: String) -> Bool { endings.contains(word) }
  private static func ends(_ word: String) -> Bool { endings.contains { word.hasSuffix($0) } }

  /// Whether a word precedes a number of the recipients named by the stems.
  static func names(_ word: String, numberOf stems: [String]) -> Bool {
    ends(word) && (stems + anybody).contains { word.contains($0) }
  }

  /// Whether a word precedes the number of a contract, or of somebody who is not meant.
  static func isForeign(_ word: String, naming stems: [String]) -> Bool {
    stems.contains { word.contains($0) } || (ends(word) && word.contains("vertrag"))
  }

  /// Precede numbers that are nobody's, alone or with an ending: Telefon, Telefonnummer. In other compounds they mean
  /// something else: Steuerfachangestellte, Bankkaufmann.
  private static let others = [
    "telefon", "telefax", "fax", "mobil", "handy", "durchwahl", "iban", "bic", "blz", "konto", "bank", "postfach",
    "plz",
    "postleitzahl", "steuer", "ust", "umsatzsteuer", "hrb", "hra", "glaeubiger", "mandat", "artikel", "zimmer", "raum",
    "phone", "tel", "fon", "art", "abs", "seite", "eur", "euro", "bankverbindung", "bankleitzahl", "paragraf",
  ]
  /// Precede the number of a letter: not a person's, but another number means another letter.
  private static let letters = ["rechnung", "bescheid", "mahnung", "beleg", "invoice"]
  /// Precede a file number, which may be a person's.
  private static let files = ["zeichen", "vorgang", "referenz", "reference"]
  /// Units that follow an amount.
  static let units: Set<String> = ["eur", "euro", "€", "%", "prozent", "stunden", "std", "cent", "km", "uhr"]

  /// The name of a letter's or file's number; `isSure` if it can be nothing else.
  static func paper(_ word: String) -> (name: String, isSure: Bool)? {
    if let letter = letters.first(where: { word.contains($0) }) {
      return (letter, ends(word) && !word.hasSuffix(letter))
    }
    if word == "az" || word == "gz" { return ("zeichen", false) }
    return files.first { word.contains($0) }.map { ($0, false) }
  }

  static func isOther(_ word: String) -> Bool {
    others.contains { word == $0 || (word.hasPrefix($0) && ends(word)) }
  }
}
