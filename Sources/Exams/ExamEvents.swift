import Journal

/// What the audit log tells about persons of exams.
extension Event {
  static func changed(_ role: ExamRole) -> Event { Event("\(role.rawValue).changed") }

  static func imported(_ role: ExamRole) -> Event { Event("register.\(role.rawValue)s.imported") }

  /// All of them.
  static let ofExams: [Event] = ExamRole.allCases.flatMap { [changed($0), imported($0)] }
}

extension SubjectKind {
  init(_ role: ExamRole) { self.init(role.rawValue) }
}
