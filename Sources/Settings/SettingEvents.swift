import Journal

/// Events of the audit log about settings.
extension Event {
  /// A chamber setting was changed.
  package static let settingChanged = Event("setting.changed")
}

extension SubjectKind {
  /// A chamber setting; it has no key.
  package static let setting = SubjectKind("setting")
}
