import Journal

/// Events of the audit log about examiners and exam participants.
extension Event {
  static func changed(_ role: ExamRole) -> Event { Event("\(role.rawValue).changed") }

  static func imported(_ role: ExamRole) -> Event { Event("register.\(role.rawValue)s.imported") }

  /// All events of this area, for the vocabulary of the log.
  static let ofExams: [Event] = ExamRole.allCases.flatMap { [changed($0), imported($0)] }
}

extension SubjectKind {
  init(_ role: ExamRole) { self.init(role.rawValue) }
}
