/// A rule says no: which one, with its paragraph where law stands behind it, and who can help. Thrown by handlers and
/// shown as a page of its own; never used for wrong fields or for faults.
package struct Refusal: Error, Sendable {
  package let title: String
  package let explanation: String
  /// The rule's source, such as `§ 36 BBiG`.
  package let paragraph: String?
  /// The next step: a link with its label.
  package let nextStep: (label: String, path: String)?
  package let status: Int

  package init(
    title: String, explanation: String, paragraph: String? = nil,
    nextStep: (label: String, path: String)? = nil, status: Int = 409
  ) {
    self.title = title
    self.explanation = explanation
    self.paragraph = paragraph
    self.nextStep = nextStep
    self.status = status
  }
}

/// There is no such thing, or this visitor may not know of it; both look the same.
package struct NotFound: Error, Sendable {
  package init() {}
}
