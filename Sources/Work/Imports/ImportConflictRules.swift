import Chronology

/// Which changes of a file an officer has to decide. Pure functions.
package enum ImportConflictRules {
  /// Ends of access within `nearDays` need a decision if there are more than `manyEnds` of them.
  static let nearDays = 62
  static let manyEnds = 20

  package static func identity(
    _ before: ImportedSubject.Identity, _ after: ImportedSubject.Identity
  ) -> ImportConflict.Kind? {
    switch (before, after) {
    case (.person(let first, let last, let birth), .person(let newFirst, let newLast, let newBirth)):
      let isOtherFirst = isOtherName(first, newFirst)
      let isOtherLast = Set(SortKey.queryWords(last)) != Set(SortKey.queryWords(newLast)) && !last.isEmpty
      let isOtherBirth = birth != nil && newBirth != nil && birth != newBirth
      switch (isOtherFirst, isOtherLast, isOtherBirth) {
      case (false, false, false): return nil
      case (false, true, false): return .name
      case (true, false, false): return .firstName
      case (false, false, true): return .birthDate
      default: return .person
      }
    case (
      .company(let name, let street, let postcode, let place),
      .company(let newName, let newStreet, let newPostcode, let newPlace)
    ):
      let hasMoved = isOtherWord(place, newPlace) || isOtherWord(postcode, newPostcode)
      let (words, newWords) = (nameWords(name), nameWords(newName))
      let isPart = !words.isEmpty && !newWords.isEmpty && (words.isSubset(of: newWords) || newWords.isSubset(of: words))
      if isPart || name == newName { return nil }
      // A changed name is taken for the same person only at the same address.
      let isSameStreet = !street.isEmpty && SortKey.queryWords(street) == SortKey.queryWords(newStreet)
      return hasMoved || !isSameStreet ? .company : nil
    default: return .person
    }
  }

  /// Whether somebody's current access ends, now or soon.
  /// - Returns: nil, `.end`, or `.manyEnds` for ends that need a decision only if there are many.
  package static func end(
    _ before: ImportedSubject, _ after: CalendarDate?, today: CalendarDate
  ) -> ImportConflict.Kind? {
    guard before.hasAccess, let after, before.end.map({ $0 >= today && after < $0 }) ?? true else { return nil }
    if after < today { return .end }
    return after < today.adding(days: nearDays) ? .manyEnds : nil
  }

  /// A name is no different one if the other is empty or shares a part with it.
  private static func isOtherName(_ one: String, _ other: String) -> Bool {
    let (words, others) = (SortKey.queryWords(one), SortKey.queryWords(other))
    guard !words.isEmpty, !others.isEmpty else { return false }
    return !words.contains { word in others.contains { $0.hasPrefix(word) || word.hasPrefix($0) } }
  }

  private static func isOtherWord(_ one: String, _ other: String) -> Bool {
    !one.isEmpty && !other.isEmpty && SortKey.queryWords(one) != SortKey.queryWords(other)
  }

  private static let legalForms: Set<String> = [
    "gmbh", "ag", "kg", "ohg", "ug", "gbr", "ek", "e", "k", "co", "mbh", "se", "und", "inh", "haftungsbeschrankt",
  ]

  private static func nameWords(_ name: String) -> Set<String> {
    let words = Set(SortKey.queryWords(name))
    let own = words.subtracting(legalForms)
    return own.isEmpty ? words : own
  }
}
