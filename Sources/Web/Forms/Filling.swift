/// Values that a person typed into a form before and that are filled in again.
struct Filling: Sendable {
  private let fields: FormInput
  /// Whether they were sent to this form's own address, not to that of another button of it.
  private let isWhole: Bool

  /// - Returns: nil if they belong to another form.
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

  /// Browsers do not send unticked boxes.
  func isChosen(_ name: String, _ value: String, else stored: Bool) -> Bool {
    isWhole || fields.has(name) ? fields.all(name).contains(value) : stored
  }
}

extension HTML {
  /// A hidden field with the revision or previous value that a form was made from. It is restored with what was typed,
  /// so that a change made by somebody else meanwhile is reported, not overwritten.
  /// - Parameter subject: distinguishes several forms at one address.
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
