import Web

/// Messages after forms about the access of persons.
extension Notice {
  /// The access of the person has ended.
  package static let registersAccessEnded = Notice("registers.access.ended")
  static let registersAccessInvitesOrdered = Notice("registers.access.invitesOrdered")
  /// A letter with a start code was requested.
  package static let registersAccessLetterRequested = Notice("registers.access.letterRequested")
  static let registersAccessNoAddress = Notice("registers.access.noAddress")
  static let registersAccessNobody = Notice("registers.access.nobody")
  /// The start code of a letter was revoked.
  package static let registersAccessRevoked = Notice("registers.access.revoked")
  /// No mail was sent: too many went to the address recently.
  package static let registersAccountLimit = Notice("registers.account.limit", .problem)
  static let registersAccountOpened = Notice("registers.account.opened")
  /// The mail with the start code was sent again.
  package static let registersAccountResent = Notice("registers.account.resent")
}
