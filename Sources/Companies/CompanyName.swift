import Foundation

/// The full name of a company (Firma) with its legal form, § 19 HGB, § 4 GmbHG, § 4 AktG. The only place that composes
/// it, for letters, documents, lists and mails.
package enum CompanyName {
  /// The name followed by the legal form, unless name or addition already contain it: `Hotel Schulze GmbH`.
  package static func full(_ name: String, addition: String = "", legalForm: String) -> String {
    let form = legalForm.trimmingCharacters(in: .whitespaces)
    let formWords = words(form)
    guard !formWords.isEmpty, !withoutName.contains(formWords.joined()) else { return name }
    let short = abbreviations[formWords.joined()]
    let alike = [formWords.joined(), short].compactMap { $0 }
    if alike.contains(where: { has($0, name) || has($0, addition) }) { return name }
    let overlap = overlap(of: words(name), with: formWords)
    return "\(name) \(overlap > 0 ? without(overlap, form) : form)"
  }

  /// Typed words without those of legal forms, so that `Hotel Schulze GmbH` finds a company stored as `Hotel Schulze`;
  /// all words if nothing else would be left.
  package static func withoutForm(_ typed: [String]) -> [String] {
    let rest = typed.filter { !formWords.contains(words($0).joined()) }
    return rest.isEmpty ? typed : rest
  }

  /// Letters and digits only, in lower case, so that `e. K.` and `e.K.` are equal.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split(whereSeparator: \.isWhitespace).map { $0.filter { $0.isLetter || $0.isNumber } }
      .filter { !$0.isEmpty }
  }

  /// Whether a text contains the legal form as separate words.
  private static func has(_ form: String, _ text: String) -> Bool {
    let words = words(text)
    return words.indices.contains { start in
      var joined = ""
      return words[start...].contains { word in
        joined += word
        return joined == form
      }
    }
  }

  /// The number of words at the end of the name that begin the legal form: one for `Müller GmbH` and `GmbH & Co. KG`.
  private static func overlap(of name: [String], with form: [String]) -> Int {
    (1..<max(2, form.count)).last { count in
      count < form.count && count < name.count && name.suffix(count).elementsEqual(form.prefix(count))
    } ?? 0
  }

  /// A legal form without its first words, not counting the signs between them.
  private static func without(_ count: Int, _ form: String) -> String {
    var (pieces, left) = (form.split(whereSeparator: \.isWhitespace)[...], count)
    while left > 0, let piece = pieces.popFirst() { left -= words(String(piece)).isEmpty ? 0 : 1 }
    return pieces.joined(separator: " ")
  }

  /// Kinds of owners that are not part of a name.
  private static let withoutName: Set<String> = [
    "einzelunternehmen", "einzelunternehmer", "einzelunternehmerin", "einzelfirma", "natürlicheperson",
    "kleingewerbe", "kleingewerbetreibender", "freiberufler", "freierberuf", "sonstige", "sonstiges", "keine", "ohne",
    "unbekannt", "körperschaft", "behörde", "anstaltdesöffentlichenrechts", "körperschaftdesöffentlichenrechts",
  ]

  private static let abbreviations = [
    "gesellschaftmitbeschränkterhaftung": "gmbh", "aktiengesellschaft": "ag", "kommanditgesellschaft": "kg",
    "offenehandelsgesellschaft": "ohg", "eingetragenerkaufmann": "ek", "eingetragenekauffrau": "ek",
    "eingetragenegenossenschaft": "eg", "eingetragenerverein": "ev", "gesellschaftbürgerlichenrechts": "gbr",
    "unternehmergesellschafthaftungsbeschränkt": "ug", "ughaftungsbeschränkt": "ug",
    "gemeinnützigegmbh": "ggmbh", "partnerschaftsgesellschaft": "partg", "europäischegesellschaft": "se",
  ]

  private static let formWords: Set<String> = [
    "gmbh", "ggmbh", "mbh", "haftungsbeschrankt", "e", "k", "v", "ag", "kg", "kgaa", "ohg", "gbr", "egbr", "ug",
    "haftungsbeschränkt", "ek", "ekfr", "ekfm",
    "eg", "ev", "se", "co", "partg", "partgmbb", "ltd",
  ]
}
