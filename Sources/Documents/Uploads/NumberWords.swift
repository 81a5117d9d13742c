/// The words before the numbers of one kind of recipient in a letter, and before those that are not meant: of a company
/// where people are, of people where companies are.
struct RecipientWords: Sendable {
  let own: [String]
  let foreign: [String]

  init(of kind: RecipientKind, among directories: [any AddresseeDirectory]) {
    own = directories.first { $0.kind == kind }?.numberWords ?? []
    foreign = directories.filter { ($0.kind == .company) != (kind == .company) }.flatMap(\.numberWords)
  }
}

/// The words of German letters that tell whose number follows, folded and without hyphens. They are read, never shown.
enum NumberWords {
  /// A word that ends so is followed by a number: Azubinummer, Azubi-Nr., Ident-Nr.
  private static let endings = ["nummer", "nummern", "nr", "kennung", "kennziffer", "id", "no"]
  /// May stand between such a word and its number.
  static let fillers: Set<String> = ["nr", "nummer", "no", "lautet", "ist", "die", "the", "is"]
  /// Whatever kind of recipient.
  private static let anybody = ["ident", "kammer", "person", "stamm", "empfaenger"]

  /// Whether a word is only the ending of one.
  static func isEnding(_ word: String) -> Bool { endings.contains(word) }
  private static func ends(_ word: String) -> Bool { endings.contains { word.hasSuffix($0) } }

  /// Behind a word that begins so stands a number of those whom it names.
  static func names(_ word: String, numberOf stems: [String]) -> Bool {
    ends(word) && (stems + anybody).contains { word.contains($0) }
  }

  /// Behind a word stands the number of a contract, or of somebody whom it names and who is not meant.
  static func isForeign(_ word: String, naming stems: [String]) -> Bool {
    stems.contains { word.contains($0) } || (ends(word) && word.contains("vertrag"))
  }

  /// Behind them stands what is nobody's number, alone or with an ending: Telefon, Telefonnummer. With other words they
  /// are something else: Steuerfachangestellte, Bankkaufmann.
  private static let others = [
    "telefon", "telefax", "fax", "mobil", "handy", "durchwahl", "iban", "bic", "blz", "konto", "bank", "postfach",
    "plz",
    "postleitzahl", "steuer", "ust", "umsatzsteuer", "hrb", "hra", "glaeubiger", "mandat", "artikel", "zimmer", "raum",
    "phone", "tel", "fon", "art", "abs", "seite", "eur", "euro", "bankverbindung", "bankleitzahl", "paragraf",
  ]
  /// Behind them stands the number of a letter: nobody's, but another one means another letter.
  private static let letters = ["rechnung", "bescheid", "mahnung", "beleg", "invoice"]
  /// The number of a file may be that of a person.
  private static let files = ["zeichen", "vorgang", "referenz", "reference"]
  /// Behind an amount.
  static let units: Set<String> = ["eur", "euro", "€", "%", "prozent", "stunden", "std", "cent", "km", "uhr"]

  /// What a number of a letter or file is called; sure if it can be nothing else.
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
