import Journal

/// Events of the audit log about deputyships.
extension Event {
  static let deputyshipAccepted = Event("deputyship.accepted")
  static let deputyshipActingBegun = Event("deputyship.acting.begun")
  static let deputyshipActingEnded = Event("deputyship.acting.ended")
  static let deputyshipApproved = Event("deputyship.approved")
  static let deputyshipConfirmed = Event("deputyship.confirmed")
  static let deputyshipDeclined = Event("deputyship.declined")
  static let deputyshipLapsed = Event("deputyship.lapsed")
  static let deputyshipOffered = Event("deputyship.offered")
  static let deputyshipProposed = Event("deputyship.proposed")
  static let deputyshipRefused = Event("deputyship.refused")
  static let deputyshipReturned = Event("deputyship.returned")
  static let deputyshipWithdrawn = Event("deputyship.withdrawn")

  /// All events of this area, for the vocabulary of the log.
  static let ofDelegation: [Event] = [
    .deputyshipAccepted, .deputyshipActingBegun, .deputyshipActingEnded, .deputyshipApproved, .deputyshipConfirmed,
    .deputyshipDeclined, .deputyshipLapsed, .deputyshipOffered, .deputyshipProposed, .deputyshipRefused,
    .deputyshipReturned, .deputyshipWithdrawn,
  ]
}

extension SubjectKind {
  static let deputyship = SubjectKind("deputyship")
}
