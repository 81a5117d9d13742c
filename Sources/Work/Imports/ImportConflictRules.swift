import Chronology

/// When a file says something that an officer has to decide: pure, so that a table can test it.
package enum ImportConflictRules {
  /// Ends within so many days, of more than so many with an access, are asked for, too.
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
      // Only who stays in the house is taken for the same under another name.
      let isSameStreet = !street.isEmpty && SortKey.queryWords(street) == SortKey.queryWords(newStreet)
      return hasMoved || !isSameStreet ? .company : nil
    default: return .person
    }
  }

  /// Somebody who signs in today does so no more, or not much longer.
  /// - Returns: nil, `.end`, or `.manyEnds` for what is asked for only when many are.
  package static func end(
    _ before: ImportedSubject, _ after: CalendarDate?, today: CalendarDate
  ) -> ImportConflict.Kind? {
    guard before.hasAccess, let after, before.end.map({ $0 >= today && after < $0 }) ?? true else { return nil }
    if after < today { return .end }
    return after < today.adding(days: nearDays) ? .manyEnds : nil
  }

  /// A name that is given where none was, or has a part of the other, is not another one.
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
