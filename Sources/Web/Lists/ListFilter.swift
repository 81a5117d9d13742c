/// One thing that a list can be narrowed by: its name in addresses, and what can be chosen.
package struct ListFilter: Sendable {
  package let name: String
  let label: String
  let choices: [Choice]
  /// What holds where nothing, or nothing known, is asked for; empty for all.
  let standard: String
  /// The words of the choice that narrows nothing; nil where one of the choices does.
  let all: String?
  /// Values that are taken beside those that can be chosen, as links bring them.
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

  /// A filter that only links bring: it holds for all pages of the list until somebody searches anew.
  package init(fromLinks name: String, takes: @escaping @Sendable (String) -> Bool) {
    self.init(name, "", [], takes: takes)
  }

  var isChosenByHand: Bool { !choices.isEmpty }

  /// What counts of what stands in an address.
  func value(_ typed: String) -> String {
    let isKnown = choices.contains { $0.value == typed } || takes(typed)
    return isKnown && typed.utf8.count <= Self.longest ? typed : standard
  }

  private static let longest = 200
}
