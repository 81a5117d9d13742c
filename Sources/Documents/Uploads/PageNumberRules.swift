import Foundation

/// The possible numbers on a page, by how they are labelled.
struct PageNumbers: Sendable, Equatable {
  /// Labelled as a recipient's number (Azubinummer 900104): alternative readings, the longest first.
  var named: [[String]] = []
  /// Unlabelled: consecutive words, joined ones first. If known, it identifies a person.
  var plain: [[String]] = []
  /// Unlabelled and unlike anything else: perhaps the number of somebody unknown to the portal.
  var doubtful: Set<String> = []
  /// Numbers of a contract, or of a company if recipients are people.
  var foreign: Set<String> = []
  /// Parts of a telephone number, an amount or an address; relevant if they have the pattern of a person's number.
  var elsewhere: Set<String> = []
  var postcodes: Set<String> = []
  /// Too few digits, unless one is missing.
  var short: Set<String> = []
  /// Numbers of the letter itself, by their label.
  var papers: [String: Set<String>] = [:]

  var keys: [String] { (named + plain).flatMap { $0 } }
  /// All numbers to be looked up.
  var asked: [String] { keys + elsewhere + postcodes }
}

/// Finds possible numbers of the chamber on a page of a letter, among invoice numbers, dates, amounts, telephone
/// numbers and addresses.
enum PageNumberRules {
  private static let longest = 30
  private static let shortestOfDigits = 5
  /// The maximum number of groups of a number printed in groups.
  private static let mostGroups = 3

  static func numbers(on text: String, after stems: RecipientWords) -> PageNumbers {
    var found = PageNumbers()
    var label: Label?
    for line in NumberWord.plain(text).split(whereSeparator: \.isNewline) {
      read(NumberWord.words(of: line), after: stems, label: &label, into: &found)
    }
    return found
  }

  private enum Label: Equatable {
    case own, foreign, other
    case paper(String, isSure: Bool)
  }

  private static func read(
    _ words: [NumberWord], after stems: RecipientWords, label: inout Label?, into found: inout PageNumbers
  ) {
    var index = 0
    while index < words.count {
      let word = words[index]
      let previous = index > 0 ? words[index - 1] : nil
      guard word.isNumber else {
        label = next(label, after: word, previous: previous, stems)
        index += 1
        continue
      }
      var end = index + 1
      while end < words.count, word.isDigits, words[end].isDigits { end += 1 }
      take(
        Array(words[index..<end]), label, previous: previous, next: end < words.count ? words[end] : nil, into: &found)
      label = nil
      index = end
    }
  }

  /// What the next number is, according to a word before it.
  private static func next(
    _ label: Label?, after word: NumberWord, previous: NumberWord?, _ stems: RecipientWords
  ) -> Label? {
    let bare = word.folded
    if bare.isEmpty { return word.text.isEmpty || word.isInternational ? label : nil }
    // "Azubi Nr." in two words.
    let whole = NumberWords.isEnding(bare) ? (previous?.folded ?? "") + bare : bare
    if NumberWords.isOther(whole == bare ? bare : previous?.folded ?? "") { return .other }
    if let paper = NumberWords.paper(whole) { return .paper(paper.name, isSure: paper.isSure) }
    if NumberWords.names(whole, numberOf: stems.own) { return .own }
    if NumberWords.isForeign(whole, naming: stems.foreign) { return .foreign }
    return NumberWords.fillers.contains(bare) ? label : nil
  }

  private static func take(
    _ run: [NumberWord], _ label: Label?, previous: NumberWord?, next: NumberWord?, into found: inout PageNumbers
  ) {
    let isOfDigits = run[0].isDigits
    let (single, whole) = (run.map(\.key), run.map(\.key).joined())
    let isWhole = run.count <= mostGroups && (isOfDigits ? shortestOfDigits : 2)...longest ~= whole.count
    switch label {
    case .own:
      found.named.append((1...min(mostGroups, run.count)).reversed().map { single.prefix($0).joined() })
      // "Azubinummern 900104, 900107": the label applies to both.
      found.plain += behindFirst(single).filter { shortestOfDigits...longest ~= $0.count }.map { [$0] }
    case .foreign: found.foreign.formUnion(isWhole ? [whole] : single.filter { $0.count >= shortestOfDigits })
    case .paper(let name, let isSure):
      found.papers[name, default: []].insert(whole)
      if !isSure { found.elsewhere.formUnion(single + [whole]) }
    case .other: break
    case nil:
      if run.count == 1, run[0].isPostcode, next?.isCapitalised == true {
        found.postcodes.insert(whole)
      } else if isElse(run, previous: previous, next: next) {
        found.elsewhere.formUnion(single + [whole])
      } else {
        let long = isOfDigits ? single.filter { shortestOfDigits...longest ~= $0.count } : single
        let joined = isWhole && run.count > 1 ? [whole] : []
        if !(joined + long).isEmpty { found.plain.append(joined + long) }
        found.doubtful.formUnion(isOfDigits ? (long.isEmpty ? joined : long) : run.filter(\.looksMarked).map(\.key))
        found.short.formUnion(run.filter(\.isShort).map(\.key))
      }
    }
  }

  /// Possible numbers after the first of a sequence, in groups or not.
  private static func behindFirst(_ single: [String]) -> [String] {
    single.indices.dropFirst().flatMap { start in
      (1...mostGroups).filter { start + $0 <= single.count }.map { single[start..<(start + $0)].joined() }
    }
  }

  /// Whether it is a telephone number (0123 456789, +49 …), an amount, or a number of hours.
  private static func isElse(_ run: [NumberWord], previous: NumberWord?, next: NumberWord?) -> Bool {
    if previous?.isInternational == true { return true }
    if run[0].key.hasPrefix("0"), run.count > 1 || run[0].text.contains(where: { "/-".contains($0) }) { return true }
    return next.map { NumberWords.units.contains($0.text.lowercased()) } ?? false
  }
}
