import Accounts
import Chronology
import Database
import Registers

/// A person in the chamber's exam register: an examiner or an exam participant.
package struct ExamPerson: Sendable {
  package let role: ExamRole
  package let id: Int64
  package let number: String
  package let firstName: String
  package let lastName: String
  package let email: String
  /// Empty if no postal address is known.
  package let street: String
  package let postcode: String
  package let place: String
  /// An examiner's exam board, or a participant's exam.
  package let assignment: String
  /// The last day of an examiner's appointment (Berufung), or of a participant's exam; nil without an end.
  package let lastDay: CalendarDate?
  /// Participants only.
  package let basis: ParticipationBasis?
  package let access: PersonAccess
  let nameKey: String

  package var name: String { person.name }

  package var person: RegisteredPerson {
    // A mail names the board, but not the exam: it may disclose that somebody failed.
    RegisteredPerson(
      kind: role.function, subject: id, firstName: firstName, lastName: lastName,
      place: role == .examiner ? assignment : "")
  }

  init(_ row: Row) throws {
    role = try row["role"]
    id = try row["id"]
    number = try row["number"]
    firstName = try row["first_name"]
    lastName = try row["last_name"]
    email = try row["email"]
    street = try row["street"]
    postcode = try row["postcode"]
    place = try row["place"]
    assignment = try row["assignment"]
    lastDay = try row["last_day"]
    basis = try row["basis"]
    access = try PersonAccess(row)
    nameKey = try row["name_key"]
  }
}

extension FunctionKind {
  /// An examiner (Prüfer/-in).
  package static let examiner = FunctionKind(rawValue: "examiner")
  /// Takes an exam without an apprenticeship in the register (Prüfungsteilnehmer/-in).
  package static let examParticipant = FunctionKind(rawValue: "exam_participant")
}

/// The role of a person in the chamber's exams.
package enum ExamRole: String, Sendable, ColumnValue, CaseIterable {
  /// An examiner (Prüfer/-in, §§ 39, 40 BBiG) of an exam board (Prüfungsausschuss).
  case examiner
  /// Somebody who takes an exam of the chamber without an apprenticeship in its register (Prüfungsteilnehmer/-in).
  case participant = "exam_participant"

  package var function: FunctionKind {
    switch self {
    case .examiner: .examiner
    case .participant: .examParticipant
    }
  }

  /// The kind of import file with these persons.
  package var importKind: String {
    switch self {
    case .examiner: "examiners"
    case .participant: "participants"
    }
  }

  /// The officers' list of all persons, and the path prefix of each person's page.
  package var officePath: String {
    switch self {
    case .examiner: "\(ExamPath.officeStart)/pruefer"
    case .participant: "\(ExamPath.officeStart)/teilnehmer"
    }
  }

  /// The person's own page.
  var path: String {
    switch self {
    case .examiner: "/pruefer"
    case .participant: "/pruefungsteilnahme"
    }
  }
}

/// Why somebody takes an exam without an apprenticeship (Grund der Teilnahme). The words are the texts
/// `exams.basis.BASIS`.
package enum ParticipationBasis: String, Sendable, ColumnValue, CaseIterable {
  /// By experience in the occupation, § 45 (2) BBiG, § 37 (2) HwO (extern).
  case external
  /// Repeats a failed exam after the end of the apprenticeship, § 37 (1) sentence 2 BBiG, § 31 (1) sentence 2 HwO
  /// (Wiederholung).
  case repetition
  /// Retraining, §§ 58 ff. BBiG, §§ 42 ff. HwO (Umschulung).
  case retraining
  /// Meisterprüfung, §§ 45 ff. HwO.
  case master
  /// Assessment of vocational competence without an exam in the occupation, §§ 50b ff. BBiG, §§ 41b ff. HwO
  /// (Validierung).
  case validation
  /// Further training, §§ 53 ff. BBiG, §§ 42 ff. HwO (Fortbildung).
  case advanced
  case other
}
