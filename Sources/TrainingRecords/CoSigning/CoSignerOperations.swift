import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Registers
import Settings
import Web
import Work

/// A co-signer to be named.
package struct NewCoSigner: Sendable {
  package let role: CoSignerRole
  package let firstName: String
  package let lastName: String
  /// The school or the training site; empty for a guardian.
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

/// A co-signer with this e-mail address exists in the record.
package struct AlreadyNamed: Error {
  package init() {}
}

/// Naming co-signers: done by company or instructor, reported to the apprentice.
extension TrainingRecords {
  /// The roles possible in a record.
  func coSignerRoles(in record: TrainingRecord, on day: CalendarDate) -> [CoSignerRole] {
    CoSignerRules.roles(settings.coSigning, birthDate: record.birthDate, on: day)
  }

  /// Names a co-signer, who gets an account or is asked in an existing one.
  /// - Throws: `NotFound` if the person may not name co-signers in the record, and for an impossible role;
  ///   `AlreadyNamed`, `MailLimitReached`. Nobody was named then.
  package func name(_ person: NewCoSigner, in open: OpenRecord, cause: Cause) async throws {
    let record = open.record
    let day = cause.site.clock.day(of: cause.now)
    guard open.mayChangeCoSigners, coSignerRoles(in: record, on: day).contains(person.role) else { throw NotFound() }
    let actor = open.acting.account.id
    let senders: [MailSender] = [.account(actor)] + (record.parties.company.map { [.company($0)] } ?? [])
    try await database.write { connection in
      // Serialises two people who name the same co-signer at once, so that the second is told.
      try ApprenticeshipQueries.lock(record.apprenticeship, in: connection)
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
          .coSigner, to: apprentice, RecordPath.coSigners(record.apprenticeship), site: cause.site, now: cause.now,
          in: connection)
      }
      try note(
        .recordCoSignerNamed, record, ["role": person.role.rawValue, "person": String(id)], cause: cause,
        in: connection)
    }
    await signal.raise()
  }

  /// Resends the invitation mail.
  /// - Throws: `NotFound` if the person may not name co-signers in the record, and if there is no account;
  ///   `MailLimitReached`.
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

  /// Ends a co-signer's role; their signatures stay.
  /// - Throws: `NotFound` if the person may not name co-signers in the record, and if the co-signer's role has ended.
  package func end(coSigner id: Int64, in open: OpenRecord, cause: Cause) async throws {
    guard open.mayChangeCoSigners else { throw NotFound() }
    try await database.write { connection in
      _ = try coSigner(id, of: open, in: connection)
      guard try CoSignerQueries.end(id, now: cause.now, in: connection) else { return }
      try note(.recordCoSignerEnded, open.record, ["person": String(id)], cause: cause, in: connection)
    }
  }

  private func coSigner(_ id: Int64, of open: OpenRecord, in connection: any Connection) throws -> ListedCoSigner {
    let signers = try CoSignerQueries.all(of: open.apprenticeship, in: connection)
    guard let signer = signers.first(where: { $0.id == id }) else { throw NotFound() }
    return signer
  }
}

extension OpenRecord {
  /// True for the instructor, and for people of the company with the right for training.
  var namesCoSigners: Bool {
    switch viewer {
    case .instructor: true
    case .company, .assistant: function.rights.contains(CompanyRight.training.rawValue)
    case .apprentice, .formerInstructor, .coSigner, .chamber: false
    }
  }

  /// Deputies may not.
  var mayChangeCoSigners: Bool { namesCoSigners && acting.mayAppoint }
}
