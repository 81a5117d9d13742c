import Accounts
import Apprenticeships
import Chronology
import Database
import Documents
import Exams
import Journal
import Web

/// The registers whose persons officers look after in one way. Apprentices have their page with the entry of the
/// contract.
enum PersonDesk: CaseIterable, Sendable {
  case instructors
  case examiners
  case participants

  var path: String {
    switch self {
    case .instructors: "/kammer/ausbilder"
    case .examiners: "/kammer/pruefungen/pruefer"
    case .participants: "/kammer/pruefungen/teilnehmer"
    }
  }

  /// Nil for instructors.
  var role: ExamRole? {
    switch self {
    case .instructors: nil
    case .examiners: .examiner
    case .participants: .participant
    }
  }

  var kind: FunctionKind { role?.function ?? .instructor }

  /// Nil for those who get no documents.
  var recipient: RecipientKind? {
    switch self {
    case .instructors: nil
    case .examiners: .examiner
    case .participants: .examParticipant
    }
  }

  /// The question for the key of a person, if an address for letters is known.
  func withPostalAddress(_ subject: Int64) -> SQL {
    role.map { ExamPersonQueries.withAddress($0, subject) }
      ?? MissingAccessQueries.withPostalAddress(.instructor, subject)
  }
}

/// What officers see of one person.
struct PersonFile: Sendable {
  enum Entry: Sendable {
    case instructor(Instructor)
    case exam(ExamPerson)
  }

  let desk: PersonDesk
  let entry: Entry
  let letter: PostalCode?
  let documents: [ReceivedDocument]
  let log: OfficersLog

  static func load(
    _ id: Int64, at desk: PersonDesk, on day: CalendarDate, in connection: any Connection
  ) throws -> PersonFile? {
    let found =
      try desk.role.map { try ExamPersonQueries.person($0, id, in: connection).map(Entry.exam) }
      ?? InstructorQueries.instructor(id, on: day, in: connection).map(Entry.instructor)
    guard let found else { return nil }
    let addressees = desk.recipient.map { [Addressee($0, id)] } ?? []
    return PersonFile(
      desk: desk, entry: found, letter: try PostalCodeQueries.newest(desk.kind, id, in: connection),
      documents: try OfficeQueries.page(for: addressees, before: nil, limit: 10, in: connection),
      log: try OfficersLog.about(.init(desk.kind.rawValue, id), in: connection))
  }

  var person: RegisteredPerson {
    switch entry {
    case .instructor(let found): found.person
    case .exam(let found): found.person
    }
  }

  var number: String {
    switch entry {
    case .instructor(let found): found.number
    case .exam(let found): found.number
    }
  }

  var email: String {
    switch entry {
    case .instructor(let found): found.email
    case .exam(let found): found.email
    }
  }

  var access: PersonAccess {
    switch entry {
    case .instructor(let found): found.access
    case .exam(let found): found.access
    }
  }

  /// False where it is known that a letter would not find the person; the company of an instructor is asked at the letter.
  var hasAddress: Bool {
    switch entry {
    case .instructor: true
    case .exam(let found): !found.street.isEmpty && !found.postcode.isEmpty
    }
  }

  var path: String { "\(desk.path)/\(person.subject)" }
  var subject: JournalEntry.Subject { .init(desk.kind.rawValue, person.subject) }

  var accountOrder: AccountOrder { AccountOrder(person, access: access, origin: .chamber, subject: subject) }
}
