/// A language of the portal. German is complete by definition, the others by test.
package enum Language: String, Sendable, CaseIterable, Hashable {
  case german = "de"
  case english = "en"
}

/// The kind of chamber; decides wording and the law cited.
package enum ChamberKind: String, Sendable, CaseIterable, Hashable {
  /// Industrie- und Handelskammer
  case ihk
  /// Handwerkskammer
  case hwk
}
