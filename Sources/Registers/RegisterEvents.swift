import Journal

/// Events of the audit log about access for many persons.
extension Event {
  static let accessOrdered = Event("access.ordered")

  /// All events about access for many persons, for the vocabulary of the log.
  static let ofRegisters: [Event] = [
    .accessOrdered
  ]
}

/// Events of the audit log about one person's access. The subject is the person, or the contract on whose page officers
/// handle them.
extension Event {
  static func accountOpened(for kind: SubjectKind) -> Event { Event("\(kind).account.opened") }

  static func letterRequested(for kind: SubjectKind) -> Event { Event("\(kind).letter.requested") }

  static func letterRevoked(for kind: SubjectKind) -> Event { Event("\(kind).letter.revoked") }

  static func accessEnded(for kind: SubjectKind) -> Event { Event("\(kind).access.ended") }

  /// All events about the access of one kind of person, for the vocabulary of the log.
  package static func access(of kind: SubjectKind) -> [Event] {
    [accountOpened(for: kind), letterRequested(for: kind), letterRevoked(for: kind), accessEnded(for: kind)]
  }
}

extension SubjectKind {
  /// A whole register or kind of entry; it has no key.
  package static let register = SubjectKind("register")
}
