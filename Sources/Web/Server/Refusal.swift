/// A business rule refuses the request (409): which rule, its legal source if any, and the next step. Thrown by
/// operations, which know neither language nor page; shown as a page of its own, or returned as its code. Not for
/// invalid fields or for faults.
package struct Refusal: Error, Sendable {
  /// Stable, for programs; its texts are `CODE.title` and `CODE.text`.
  package let code: String
  /// Values for the texts' placeholders.
  package let values: [String: String]
  /// The legal source of the rule, such as `§ 36 BBiG`.
  package let paragraph: String?
  /// The next step: the text key of a link, and its address.
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

extension Refusal {
  /// Asked by operations that want to know why, whatever form or program the reason comes from.
  /// - Parameter length: how many characters it needs and may have.
  /// - Throws: `web.reasonImpossible`.
  package static func requireReason(_ reason: String, of length: ClosedRange<Int>) throws {
    let isGiven = length.contains(0) || reason.contains { !$0.isWhitespace }
    guard isGiven, length.contains(reason.count) else {
      throw Refusal(
        "web.reasonImpossible", ["least": String(length.lowerBound), "most": String(length.upperBound)])
    }
  }
}

/// The thing does not exist, or this visitor may not know of it; both look the same (404).
package struct NotFound: Error, Sendable {
  package init() {}
}
