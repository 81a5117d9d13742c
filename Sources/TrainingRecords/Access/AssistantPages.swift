import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Journal
import Web

/// Assistants (Ausbildungsbeauftragte): people of the company whom it assigns to a record. Only people who act for the
/// company already can be chosen, never an address that somebody types.
extension TrainingRecords {
  struct AssistantModel: Sendable {
    let assigned: [ListedMember]
    let others: [ListedMember]
    let company: Int64
  }

  /// For the company's view of a record.
  func assistants(
    of record: TrainingRecord, on day: CalendarDate, in connection: any Connection
  ) throws -> AssistantModel? {
    guard let company = record.parties.company else { return nil }
    let members = try MemberQueries.members(of: company, on: day, in: connection)
    let keys = try RecordAccessQueries.assistants(of: record.apprenticeship, assignedBy: company, in: connection)
    return AssistantModel(
      assigned: members.filter { keys.contains($0.account) }, others: members.filter { !keys.contains($0.account) },
      company: company)
  }

  func assistantCard(_ page: inout HTML, _ visit: Visit, _ record: TrainingRecord, _ model: AssistantModel) {
    let t = visit.t
    let path = "\(RecordPath.record(record.apprenticeship))/beauftragte"
    page.card(title: t("records.assistants.title")) { card in
      card.p(t("records.assistants.text"))
      for member in model.assigned {
        card.form(action: "\(path)/entfernen", token: visit.formToken, .class("field-row")) { form in
          form.p(member.name)
          form.submitButton(t("records.assistants.remove"), .quiet, name: "person", value: String(member.account))
        }
      }
      if !model.others.isEmpty {
        card.form(action: path, token: visit.formToken, .class("form")) { form in
          form.selectField(
            Question("person", t("records.assistants.person")),
            model.others.map { Choice(String($0.account), $0.name) }, empty: t("records.choose"))
          form.buttonRow { $0.submitButton(t("records.assistants.assign"), .quiet) }
        }
      }
      card.p { $0.a(t("records.assistants.invite"), href: "/betriebe/\(model.company)/einladen") }
    }
  }

  @Sendable func assign(_ visit: Visit) async throws -> Reply {
    let (record, company, person) = try await assignment(visit)
    let day = visit.clock.day(of: visit.now)
    let actor = try visit.signedIn().account.id
    try await database.write { connection in
      let own = try FunctionGrantQueries.current(.apprentice, record.apprentice, in: connection)
      // Nobody signs their own record.
      guard own?.account != person,
        try MemberQueries.members(of: company, on: day, in: connection).contains(where: { $0.account == person })
      else { throw NotFound() }
      try RecordAccessQueries.assign(
        person, to: record.apprenticeship, of: company, by: actor, now: visit.now, in: connection)
      try Journal.record(
        visit.entry(
          "record.assistant.assigned", .init("apprenticeship", record.apprenticeship), ["account": String(person)]),
        at: visit.now, in: connection)
    }
    return visit.redirect(to: RecordPath.record(record.apprenticeship), flash: "records.assistants.assigned")
  }

  @Sendable func unassign(_ visit: Visit) async throws -> Reply {
    let (record, company, person) = try await assignment(visit)
    try await database.write { connection in
      guard
        try RecordAccessQueries.unassign(person, from: record.apprenticeship, of: company, in: connection)
      else { return }
      try Journal.record(
        visit.entry(
          "record.assistant.removed", .init("apprenticeship", record.apprenticeship), ["account": String(person)]),
        at: visit.now, in: connection)
    }
    return visit.redirect(to: RecordPath.record(record.apprenticeship), flash: "records.assistants.removed")
  }

  /// Only somebody with the right for training decides for the company, not an assistant.
  private func assignment(_ visit: Visit) async throws -> (TrainingRecord, company: Int64, person: Int64) {
    let acting = try visit.signedIn()
    guard let record = try await record(visit), let company = record.parties.company,
      let function = acting.function([.companyAdministrator, .companyMember], for: company),
      function.rights.contains(CompanyRight.training.rawValue), let person = TypedNumber.key(visit.form["person"])
    else { throw NotFound() }
    return (record, company, person)
  }
}
