import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Registers
import Settings
import Web
import Work

/// Somebody who is to sign beside the instructor.
package struct NewCoSigner: Sendable {
  package let role: CoSignerRole
  package let firstName: String
  package let lastName: String
  /// The school or the other place of training; empty for a guardian.
  package let place: String
  package let email: EmailAddress

  package init(role: CoSignerRole, firstName: String, lastName: String, place: String, email: EmailAddress) {
    self.role = role
    self.firstName = firstName
    self.lastName = lastName
    self.place = place
    self.email = email
  }
}

/// Somebody with the address signs in the record already.
package struct AlreadyNamed: Error {
  package init() {}
}

/// Who signs beside the instructor: named by company or instructor, told to the apprentice.
extension TrainingRecords {
  /// The roles that can be given in a record.
  func coSignerRoles(in record: TrainingRecord, on day: CalendarDate) -> [CoSignerRole] {
    CoSignerRules.roles(settings.coSigning, birthDate: record.birthDate, on: day)
  }

  /// Names somebody, who gets an account for it or is asked in theirs.
  /// - Throws: `NotFound` for whoever names nobody in the record, and for a role that cannot be given; `AlreadyNamed`,
  ///   `MailLimitReached`; then nobody was named.
  package func name(_ person: NewCoSigner, in open: OpenRecord, cause: Cause) async throws {
    let record = open.record
    let day = cause.site.clock.day(of: cause.now)
    guard open.mayChangeCoSigners, coSignerRoles(in: record, on: day).contains(person.role) else { throw NotFound() }
    let actor = open.acting.account.id
    let senders: [MailSender] = [.account(actor)] + (record.parties.company.map { [.company($0)] } ?? [])
    try await database.write { connection in
      // Of two who name the same person at once, the second is told.
      try ApprenticeshipQueries.hold(record.apprenticeship, in: connection)
      if try CoSignerQueries.isNamed(person.email, in: record.apprenticeship, connection) { throw AlreadyNamed() }
      let id = try CoSignerQueries.add(
        person, to: record.apprenticeship, from: CoSignerRules.firstWeek(on: day), by: actor, now: cause.now,
        in: connection)
      _ = try accounts.openAccount(
        for: RegisteredPerson(
          kind: .coSigner, subject: id, firstName: person.firstName, lastName: person.lastName,
          place: record.companyName),
        at: person.email, origin: .company, senders: senders, cause: cause, in: connection)
      if let apprentice = try apprenticeAccount(record, in: connection) {
        try mail(
          "coSigner", to: apprentice, RecordPath.coSigners(record.apprenticeship), site: cause.site, now: cause.now,
          in: connection)
      }
      try note(
        "record.coSigner.named", record, ["role": person.role.rawValue, "person": String(id)], cause: cause,
        in: connection)
    }
    await signal.raise()
  }

  /// Sends the mail again with which somebody was asked.
  /// - Throws: `NotFound` for whoever names nobody in the record, and where there is no account; `MailLimitReached`.
  package func resend(toCoSigner id: Int64, in open: OpenRecord, cause: Cause) async throws {
    guard open.mayChangeCoSigners else { throw NotFound() }
    try await database.write { connection in
      let signer = try coSigner(id, of: open, in: connection)
      let person = RegisteredPerson(
        kind: .coSigner, subject: id, firstName: signer.firstName, lastName: signer.lastName,
        place: open.record.companyName)
      guard let grant = try FunctionGrantQueries.current(.coSigner, id, in: connection),
        let account = try AccountQueries.account(grant.account, in: connection)
      else { throw NotFound() }
      try accounts.resendOpening(to: account, for: person, cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Ends somebody's part; what they signed stays.
  /// - Throws: `NotFound` for whoever names nobody in the record, and for somebody who does not sign in it any more.
  package func end(coSigner id: Int64, in open: OpenRecord, cause: Cause) async throws {
    guard open.mayChangeCoSigners else { throw NotFound() }
    try await database.write { connection in
      _ = try coSigner(id, of: open, in: connection)
      guard try CoSignerQueries.end(id, now: cause.now, in: connection) else { return }
      try note("record.coSigner.ended", open.record, ["person": String(id)], cause: cause, in: connection)
    }
  }

  private func coSigner(_ id: Int64, of open: OpenRecord, in connection: any Connection) throws -> ListedCoSigner {
    let signers = try CoSignerQueries.all(of: open.apprenticeship, in: connection)
    guard let signer = signers.first(where: { $0.id == id }) else { throw NotFound() }
    return signer
  }
}

extension OpenRecord {
  /// The instructor, and people of the company with the right for training.
  var namesCoSigners: Bool {
    switch viewer {
    case .instructor: true
    case .company, .assistant: function.rights.contains(CompanyRight.training.rawValue)
    case .apprentice, .formerInstructor, .coSigner, .chamber: false
    }
  }

  /// Not as somebody's deputy.
  var mayChangeCoSigners: Bool { namesCoSigners && acting.mayAppoint }
}
