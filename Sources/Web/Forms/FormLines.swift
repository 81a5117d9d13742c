/// Fields of a few lines, such as the reason for a decision.
extension FormField<String> {
  /// The usual field for a reason.
  /// - Parameters:
  ///   - label: the text key of the label.
  ///   - length: in characters.
  ///   - missing: the text key of the message for any other length.
  package static func reason(
    _ label: String, _ length: ClosedRange<Int>, missing: String, name: String = "grund", rows: Int = 3,
    hint: String? = nil
  ) -> FormField {
    .text(name, label, length, missing: missing, kind: .textarea(rows: rows), hint: hint)
  }

  /// A line of text that is judged where it is looked up.
  /// - Parameter label: the text key of the label.
  package static func line(_ name: String, _ label: String) -> FormField {
    FormField(name, label) { (typed, _) throws(FieldProblem) in typed }
  }

  /// A text of any length. Where it has limits, the operation that takes it knows them, because what comes first, the
  /// right or the text, is its to say.
  /// - Parameter label: the text key of the label.
  package static func lines(
    _ label: String, name: String = "grund", rows: Int = 3, hint: String? = nil, isRequired: Bool = true
  ) -> FormField {
    FormField(
      name, label, kind: .textarea(rows: rows), hint: hint, isRequired: isRequired
    ) { (typed, _) throws(FieldProblem) in typed }
  }
}
