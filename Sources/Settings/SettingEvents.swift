import Journal

/// What the audit log tells about settings.
extension Event {
  /// A setting of the chamber was changed.
  package static let settingChanged = Event("setting.changed")
}

extension SubjectKind {
  /// A chamber setting; without a number.
  package static let setting = SubjectKind("setting")
}
