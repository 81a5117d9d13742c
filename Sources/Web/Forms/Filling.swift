/// What was typed into a form before, and stands in it again.
struct Filling: Sendable {
  private let fields: FormInput
  /// Whether it was sent to this form's own address, not to that of another of its buttons.
  private let isWhole: Bool

  /// - Returns: nil for another form.
  init?(_ kept: KeptForm, for action: String) {
    isWhole = kept.action == action
    guard isWhole || Self.parent(kept.action) == Self.parent(action) else { return nil }
    fields = kept.fields
  }

  private static func parent(_ path: String) -> Substring {
    path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
  }

  func value(_ name: String, else stored: String) -> String {
    fields.has(name) ? fields[name] : stored
  }

  /// A box without a tick is not sent.
  func isChosen(_ name: String, _ value: String, else stored: Bool) -> Bool {
    isWhole || fields.has(name) ? fields.all(name).contains(value) : stored
  }
}

extension HTML {
  /// What a form was made over, unseen: a revision, a value from before. It comes back with what was typed: what somebody
  /// else changed meanwhile is told, not overwritten.
  /// - Parameter subject: tells apart the forms of one address.
  package mutating func hiddenRevision(
    _ name: String, _ value: String, of subject: (name: String, value: String)? = nil
  ) {
    var value = value
    if let filling, subject.map({ filling.value($0.name, else: "") == $0.value }) ?? true {
      value = filling.value(name, else: value)
    }
    void("input", [.type("hidden"), .name(name), .value(value)])
  }
}
