import Journal

/// What the audit log tells about access for many persons.
extension Event {
  static let accessOrdered = Event("access.ordered")

  /// All of them.
  static let ofRegisters: [Event] = [
    .accessOrdered
  ]
}

/// What the audit log tells about the access of one person. It names the person, or the contract at which officers look
/// after them.
extension Event {
  static func accountOpened(for kind: SubjectKind) -> Event { Event("\(kind).account.opened") }

  static func letterRequested(for kind: SubjectKind) -> Event { Event("\(kind).letter.requested") }

  static func letterRevoked(for kind: SubjectKind) -> Event { Event("\(kind).letter.revoked") }

  static func accessEnded(for kind: SubjectKind) -> Event { Event("\(kind).access.ended") }

  /// All of them for one kind of person, for whoever lists the events of the log.
  package static func access(of kind: SubjectKind) -> [Event] {
    [accountOpened(for: kind), letterRequested(for: kind), letterRevoked(for: kind), accessEnded(for: kind)]
  }
}

extension SubjectKind {
  /// All persons or entries of a register; without a number.
  package static let register = SubjectKind("register")
}
