import Chronology

/// A filter of a list: its name in the query string and its choices.
package struct ListFilter: Sendable {
  package let name: String
  let label: String
  let choices: [Choice]
  /// The value used if none, or an unknown one, is given; empty for all.
  let standard: String
  /// The label of the choice that does not filter; nil if one of the choices does that.
  let all: String?
  /// Accepts values from links that are not among the choices.
  private let takes: @Sendable (String) -> Bool

  package init(
    _ name: String, _ label: String, _ choices: [Choice], standard: String = "", all: String? = nil,
    takes: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    self.name = name
    self.label = label
    self.choices = choices
    self.standard = standard
    self.all = all
    self.takes = takes
  }

  /// A filter that can only be set by a link. It applies to all pages of the list until the next search.
  package init(fromLinks name: String, takes: @escaping @Sendable (String) -> Bool) {
    self.init(name, "", [], takes: takes)
  }

  /// Keep the position in another list of the same page.
  /// - Parameter place: the `place` of the other list, which is sorted by row id.
  package static func keeping(_ place: String) -> [ListFilter] {
    [place, ListQuery.row(of: place)].map { name in
      ListFilter(fromLinks: name) { TypedNumber.key($0) != nil }
    }
  }

  var isChosenByHand: Bool { !choices.isEmpty }

  /// The effective value for what is in the query string.
  func value(_ typed: String) -> String {
    let isKnown = choices.contains { $0.value == typed } || takes(typed)
    return isKnown && typed.utf8.count <= Self.longest ? typed : standard
  }

  private static let longest = 200
}
