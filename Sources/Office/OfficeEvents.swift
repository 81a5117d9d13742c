import Journal

/// Events of the audit log about decisions by two officers.
extension Event {
  static let fourEyesAgreed = Event("four_eyes.agreed")
  static let fourEyesDeclined = Event("four_eyes.declined")
  static let fourEyesProposed = Event("four_eyes.proposed")
  static let fourEyesWithdrawn = Event("four_eyes.withdrawn")

  /// All events of this area, for the vocabulary of the log.
  static let ofOffice: [Event] = [
    .fourEyesAgreed, .fourEyesDeclined, .fourEyesProposed, .fourEyesWithdrawn,
  ]
}
