import Accounts
import Chronology
import Companies
import Database
import Journal
import Work

/// The rows that apprenticeships refer to, by number key.
struct RegisterReferences: Sendable {
  let companies: [String: Int64]
  let occupations: [String: Int64]
  /// Instructors and their companies.
  let instructors: [String: (id: Int64, company: Int64)]
}

/// The import of apprenticeships and their apprentices.
struct ApprenticeshipImportKind: RowImportKind {
  static let name = "apprenticeships"
  let kind = ApprenticeshipImportKind.name
  let right = "training"
  let imported: ImportedPage? = .register
  let columns = ApprenticeshipImportRules.columns
  let neededColumns = ApprenticeshipImportRules.needed
  let optionalColumns = ApprenticeshipImportRules.optional
  let personColumn = "azubinummer"
  let database: Database
  let clock: WallClock

  var target: ApprenticeshipTarget { ApprenticeshipTarget(clock: clock) }

  func keyColumn(of row: ImportedApprenticeship) -> String {
    row.contract.isEmpty ? "azubinummer" : "vertragsnummer"
  }

  func read(
    _ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate
  ) -> ReadLine<ImportedApprenticeship> {
    ApprenticeshipImportRules.read(line, columns, today: today)
  }
}

extension ImportedPage {
  static let register = ImportedPage("training.register.open", path: ApprenticeshipPath.register)
}

/// How the rows are checked and saved.
struct ApprenticeshipTarget: RowTarget {
  let clock: WallClock

  var table: SQL { "apprenticeships" }

  func stored(
    of rows: [ImportedApprenticeship], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    try ApprenticeshipImportQueries.stored(of: rows, in: connection)
  }

  func references(in connection: any Connection) throws -> RegisterReferences {
    RegisterReferences(
      companies: try CompanyQueries.keysByNumber(in: connection),
      occupations: try OccupationImportQueries.known(in: connection).mapValues(\.id),
      instructors: try InstructorImportQueries.companies(in: connection))
  }

  func problems(of row: ImportedApprenticeship, _ references: RegisterReferences) -> [LineProblem] {
    var problems: [LineProblem] = []
    func add(_ column: String, _ value: String, _ reason: ImportReason) {
      problems.append(LineProblem(line: row.line, column: column, value: value, reason: reason))
    }
    let company = references.companies[row.companyKey]
    if company == nil { add("betriebsnummer", row.company, .company) }
    if references.occupations[row.occupationKey] == nil { add("berufsnummer", row.occupation, .occupation) }
    if !row.instructor.isEmpty {
      let instructor = references.instructors[row.instructorKey]
      if instructor == nil {
        add("ausbildernummer", row.instructor, .instructor)
      } else if let company, instructor?.company != company {
        add("ausbildernummer", row.instructor, .instructorElsewhere)
      }
    }
    return problems
  }

  func save(
    _ rows: [KnownOrNew<ImportedApprenticeship>], _ references: RegisterReferences, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    let before = try rows.compactMap(\.id).reduce(into: [:]) { found, id in
      found[id] = try ApprenticeshipQueries.apprenticeship(id, in: connection)
    }
    let apprentices = try ApprenticeshipImportQueries.saveApprentices(rows.map(\.row), in: connection)
    let ready = rows.compactMap { one in parties(of: one.row, references, apprentices).map { (one, $0) } }
    let saved = try ApprenticeshipImportQueries.save(
      ready.map { ($0.0.row, $0.1) }, now: now, on: clock.day(of: now), in: connection)
    try ApprenticeshipImportQueries.saveWords(of: Array(Set(apprentices.values)), in: connection)
    let new = ready.filter { $0.0.id == nil }.compactMap { one, parties in
      saved[one.row.key].map { (apprenticeship: $0, company: parties.company) }
    }
    try ApprenticeshipImportQueries.addCompanies(new, in: connection)
    for (one, parties) in ready {
      guard let id = one.id, let before = before[id] else { continue }
      try note(before, one.row, by: actor, now: now, in: connection)
      let today = clock.day(of: now)
      let hasMoved = before.listed.company != parties.company
      if let former = before.instructor, former != parties.instructor {
        // For a company that no longer trains, up to its last day; otherwise up to the day the chamber learned of it.
        let moved = hasMoved ? one.row.companySince?.adding(days: -1) : nil
        try ApprenticeshipImportQueries.keepInstructor(
          former, of: id, until: min(moved ?? today, today), in: connection)
      }
      guard hasMoved else { continue }
      try move(id, to: parties.company, one.row.companySince ?? today, by: actor, now: now, in: connection)
    }
  }

  private func parties(
    of row: ImportedApprenticeship, _ references: RegisterReferences, _ apprentices: [String: Int64]
  ) -> ApprenticeshipImportQueries.Parties? {
    guard let company = references.companies[row.companyKey],
      let occupation = references.occupations[row.occupationKey],
      let apprentice = apprentices[NumberKey.folded(row.apprentice)]
    else { return nil }
    return .init(
      apprentice: apprentice, company: company, occupation: occupation,
      instructor: references.instructors[row.instructorKey]?.id)
  }

  /// Another company trains from a day on: the previous one sees nothing from that day, and the history stays.
  private func move(
    _ apprenticeship: Int64, to company: Int64, _ since: CalendarDate, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    try ApprenticeshipImportQueries.closeCompany(
      of: apprenticeship, until: since.adding(days: -1), in: connection)
    try ApprenticeshipImportQueries.addCompany(company, to: apprenticeship, from: since, in: connection)
    try Journal.record(
      JournalEntry(
        .apprenticeshipMoved, .init(.apprenticeship, apprenticeship), actor: actor,
        details: ["company": String(company), "since": since.description]), at: now, in: connection)
  }

  /// The audit log records what an import changed of an entry, before and after.
  private func note(
    _ before: Apprenticeship, _ row: ImportedApprenticeship, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    let period = before.listed.period
    let pairs = [
      ("name", before.listed.name, "\(row.firstName) \(row.lastName)"), ("street", before.street, row.street),
      ("postcode", before.postcode, row.postcode), ("place", before.place, row.place),
      ("email", before.email, row.email), ("start", period.startsOn.description, row.startsOn.description),
      ("end", period.endsOn.description, row.endsOn.description),
      ("birth_place", before.birthPlace, row.examData.birthPlace), ("phone", before.phone, row.examData.phone),
      ("shortened", text(before.shortenedMonths), text(row.examData.shortenedMonths)),
      ("credited", text(before.creditedMonths), text(row.examData.creditedMonths)),
      ("part_time", text(before.partTimePercent), text(row.examData.partTimePercent)),
      ("dissolved", period.dissolvedOn?.description ?? "", row.dissolvedOn?.description ?? ""),
    ]
    let details = pairs.filter { $0.1 != $0.2 }.map { ($0.0, "\($0.1) → \($0.2)") }
    try Journal.record(
      JournalEntry(
        .apprenticeshipChanged, .init(.apprenticeship, before.listed.id), actor: actor,
        details: Dictionary(uniqueKeysWithValues: details)), at: now, in: connection)
  }

  private func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(
        .registerApprenticeshipsImported, .init(.fileImport), actor: actor, details: report.journalDetails), at: now,
      in: connection)
  }
}
