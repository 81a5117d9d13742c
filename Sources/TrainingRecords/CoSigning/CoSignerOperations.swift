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

  /// Resends the invitation mail.
  /// - Throws: `NotFound` if the person may not name co-signers in the record, and if there is no account;
  ///   `MailLimitReached`.
  func resend(to signer: ListedCoSigner, in open: OpenRecord, cause: Cause) async throws {
    guard open.mayChangeCoSigners else { throw NotFound() }
    let person = RegisteredPerson(
      kind: .coSigner, subject: signer.id, firstName: signer.firstName, lastName: signer.lastName,
      place: open.record.companyName)
    try await database.write { connection in
      guard let grant = try FunctionGrantQueries.current(.coSigner, signer.id, in: connection),
        let account = try AccountQueries.account(grant.account, in: connection)
      else { throw NotFound() }
      try accounts.resendOpening(to: account, for: person, cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Ends a co-signer's role; their signatures stay. Does nothing if it was ended before.
  /// - Throws: `NotFound` if the person may not name co-signers in the record.
  func end(_ signer: ListedCoSigner, in open: OpenRecord, cause: Cause) async throws {
    guard open.mayChangeCoSigners else { throw NotFound() }
    try await database.write { connection in
      guard try CoSignerQueries.end(signer.id, now: cause.now, in: connection) else { return }
      try note("record.coSigner.ended", open.record, ["person": String(signer.id)], cause: cause, in: connection)
    }
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
