import Accounts
import Chronology
import Companies
import Database
import Web

/// The pages about assistants (Ausbildungsbeauftragte), people of the company whom it assigns to a record. Only people
/// who already act for the company can be chosen, never a typed e-mail address.
extension TrainingRecords {
  struct AssistantModel: Sendable {
    let assigned: [ListedMember]
    let others: [ListedMember]
    let company: Int64
  }

  /// The assistants, for the company's view of a record.
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
      card.p { $0.a(t("records.assistants.invite"), href: CompanyPath.invitation(to: model.company)) }
    }
  }

  @Sendable func assign(_ visit: Visit) async throws -> Reply {
    let open = try await openRecord(visit)
    try await assign(try person(visit), to: open, cause: visit.cause)
    return visit.redirect(to: RecordPath.record(open.apprenticeship), flash: .recordsAssistantsAssigned)
  }

  @Sendable func unassign(_ visit: Visit) async throws -> Reply {
    let open = try await openRecord(visit)
    try await unassign(try person(visit), from: open, cause: visit.cause)
    return visit.redirect(to: RecordPath.record(open.apprenticeship), flash: .recordsAssistantsRemoved)
  }

  private func person(_ visit: Visit) throws -> Int64 {
    guard let person = TypedNumber.key(visit.form["person"]) else { throw NotFound() }
    return person
  }
}
