import Journal

/// What the audit log tells about decisions by two officers.
extension Event {
  static let fourEyesAgreed = Event("four_eyes.agreed")
  static let fourEyesDeclined = Event("four_eyes.declined")
  static let fourEyesProposed = Event("four_eyes.proposed")
  static let fourEyesWithdrawn = Event("four_eyes.withdrawn")

  /// All of them.
  static let ofOffice: [Event] = [
    .fourEyesAgreed, .fourEyesDeclined, .fourEyesProposed, .fourEyesWithdrawn,
  ]
}
