/// The words of German letters that tell whose number follows, folded and without hyphens. They are read, never shown.
enum NumberWords {
  /// A word that ends so is followed by a number: Azubinummer, Azubi-Nr., Ident-Nr.
  private static let endings = ["nummer", "nummern", "nr", "kennung", "kennziffer", "id", "no"]
  /// May stand between such a word and its number.
  static let fillers: Set<String> = ["nr", "nummer", "no", "lautet", "ist", "die", "the", "is"]
  /// Whatever kind of recipient.
  private static let anybody = ["ident", "kammer", "person", "stamm", "empfaenger"]

  private static func own(_ kind: RecipientKind) -> [String] {
    switch kind {
    case .apprentice: ["azubi", "auszub", "lehrling", "apprentice"]
    case .company: ["betrieb", "unternehm", "firm", "mitglied", "company"]
    case .examiner: ["pruefer", "ausschuss", "examiner"]
    case .examParticipant: ["teilnehm", "pruefling", "kandidat", "participant"]
    }
  }

  /// Whether a word is only the ending of one.
  static func isEnding(_ word: String) -> Bool { endings.contains(word) }
  private static func ends(_ word: String) -> Bool { endings.contains { word.hasSuffix($0) } }

  /// The number of such a recipient follows a word.
  static func names(_ word: String, numberOf kind: RecipientKind) -> Bool {
    ends(word) && (own(kind) + anybody).contains { word.contains($0) }
  }

  /// Behind a word stands the number of a contract, of a company where people are meant, or of somebody where companies
  /// are.
  static func isForeign(_ word: String, to kind: RecipientKind) -> Bool {
    let people: [RecipientKind] = [.apprentice, .examiner, .examParticipant]
    let stems = kind == .company ? people.flatMap(own) : own(.company)
    return stems.contains { word.contains($0) } || (ends(word) && word.contains("vertrag"))
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
