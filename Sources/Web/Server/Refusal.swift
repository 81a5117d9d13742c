/// A rule says no (problem, conflict): which one, with its paragraph where law stands behind it, and who can help. Thrown
/// by operations, which know neither language nor page; shown as a page of its own, or answered with its code. Never used
/// for wrong fields or for faults.
package struct Refusal: Error, Sendable {
  /// Stable, for programs; its texts are called `CODE.title` and `CODE.text`.
  package let code: String
  /// What stands in the texts' places.
  package let values: [String: String]
  /// The rule's source, such as `§ 36 BBiG`.
  package let paragraph: String?
  /// The next step: the key of a link's text, and where it leads.
  package let nextStep: (label: String, path: String)?
  package let status: Int

  package init(
    _ code: String, _ values: [String: String] = [:], paragraph: String? = nil,
    nextStep: (label: String, path: String)? = nil, status: Int = 409
  ) {
    self.code = code
    self.values = values
    self.paragraph = paragraph
    self.nextStep = nextStep
    self.status = status
  }
}

/// There is no such thing, or this visitor may not know of it; both look the same.
package struct NotFound: Error, Sendable {
  package init() {}
}
