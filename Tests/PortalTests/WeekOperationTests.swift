import Accounts
import Chronology
import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import TrainingRecords
import Web

/// What is done with a week by whoever has no browser: the interface, a command, a job.
struct WeekOperationTests {
  @Test(arguments: eachEngine())
  func `a week is saved, handed in, given back with a comment, handed in again and signed without a browser`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let desk = try await Desk(portal)
      let records = desk.records
      let lea = try await desk.week(of: .lea)
      let first = try #require(try await desk.save("Teig angesetzt", over: 0, in: lea))
      #expect(first.revision == 1 && first.state == .draft)
      #expect(try await records.submit(lea.with(first), cause: desk.cause(lea)) == .done(.submitted))
      let marion = try await desk.week(of: .marion)
      #expect(try await records.giveBack(marion, comment: "", cause: desk.cause(marion)) == .unexplained)
      #expect(try await records.giveBack(marion, comment: "Welcher?", cause: desk.cause(marion)) == .done(.returned))
      let again = try await desk.week(of: .lea)
      let second = try #require(try await desk.save("Sauerteig geführt", over: 1, in: again))
      #expect(second.revision == 2 && second.state == .returned)
      #expect(try await records.submit(again.with(second), cause: desk.cause(again)) == .done(.submitted))
      let late = try await desk.week(of: .lea)
      #expect(try await records.submit(late, cause: desk.cause(late)) == .done(.submitted), "told twice, done once")
      let waiting = try await desk.week(of: .marion)
      try await records.sign(waiting, seen: waiting.seen, cause: desk.cause(waiting))
      #expect(try await desk.week(of: .lea).state == .signed)
      #expect(try await desk.texts("SELECT kind AS text FROM record_events ORDER BY id") == Self.history)
      #expect(
        try await desk.texts("SELECT event AS text FROM journal_entries WHERE event LIKE 'record.week.%' ORDER BY id")
          == Self.history.map { "record.week.\($0)" })
      #expect(try await records.damage() == (1, []))
    }
  }

  private static let history = ["submitted", "returned", "submitted", "signed"]

  @Test(arguments: eachEngine())
  func `whoever may not is refused with the code of the rule, and nothing is done`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let desk = try await Desk(portal)
      let records = desk.records
      let lea = try await desk.handIn()
      let marion = try await desk.week(of: .marion)
      #expect(
        try await desk.code { _ = try await records.reopen(marion, reason: "ich", cause: desk.cause(marion)) }
          == "records.over", "is not signed yet")
      #expect(
        try await desk.code { try await records.sign(marion, seen: "anderes", cause: desk.cause(marion)) }
          == "records.over", "was not seen")
      #expect(
        try await desk.code { try await records.coSign(marion, seen: marion.seen, cause: desk.cause(marion)) }
          == "records.over", "signs as instructor, not beside")
      await #expect(throws: NotFound.self) { try await records.sign(lea, seen: lea.seen, cause: desk.cause(lea)) }
      await #expect(throws: NotFound.self) { try await desk.save("Heimlich anders", over: 1, in: marion) }
      await #expect(throws: NotFound.self) { try await desk.week(of: .officer) }
      let account = marion.whole.acting.account.id
      try await portal.database.write {
        _ = try $0.execute("UPDATE record_events SET account_id = \(account) WHERE kind = 'submitted'")
      }
      #expect(
        try await desk.code { try await records.sign(marion, seen: marion.seen, cause: desk.cause(marion)) }
          == "records.twoPeople")
      #expect(try await desk.week(of: .lea).state == .submitted)
      #expect(try await desk.texts("SELECT kind AS text FROM record_events") == ["submitted"])
    }
  }

  @Test(arguments: eachEngine())
  func `what is saved over another revision than the newest is a conflict that carries both contents`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let desk = try await Desk(portal)
      let lea = try await desk.week(of: .lea)
      let saved = try #require(try await desk.save("vom Telefon", over: 0, in: lea))
      let outcome = try await desk.records.save(.of("vom Rechner"), over: 0, in: lea, cause: desk.cause(lea))
      guard case .conflict(let typed, let stored) = outcome else { Issue.record("\(outcome)"); return }
      #expect(typed == .of("vom Rechner") && stored?.content == .of("vom Telefon"))
      #expect(stored?.revision == saved.revision)
      let same = try #require(try await desk.save("vom Telefon", over: 0, in: lea))
      #expect(same.revision == saved.revision, "the same words are no conflict")
      var withFile = WeekContent.of("mit Anlage")
      withFile.attachments = [AttachedFile(hash: String(repeating: "0", count: 64), name: "fremd.pdf", byteCount: 1)]
      guard case .saved(let kept) = try await desk.records.save(withFile, over: 1, in: lea, cause: desk.cause(lea))
      else { Issue.record("not saved"); return }
      #expect(kept.content.attachments.isEmpty, "a content brings no files along")
    }
  }

  @Test(arguments: eachEngine())
  func `parts, plans and co-signers are those of the record, and of whoever decides about them`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let desk = try await Desk(portal)
      let (records, lea) = (desk.records, try await desk.week(of: .lea))
      _ = try await desk.handIn()
      let marion = try await desk.week(of: .marion)
      let (own, other) = (lea.whole, marion.whole)
      let (cause, hers) = (desk.cause(lea), desk.cause(marion))
      let first = own.record.training.lowerBound
      let tomorrow = cause.day.adding(days: 1)
      let attempts: [(name: String, run: @Sendable () async throws -> Void)] = [
        ("a file of another", { _ = try await records.take(nil, for: other) }),
        ("a part of another", { try await records.add(nil, over: first...first, to: other, cause: hers) }),
        ("a part to come", { try await records.add(nil, over: first...tomorrow, to: own, cause: cause) }),
        ("no such part", { try await records.confirm(paper: 99, of: other, cause: hers) }),
        ("an own part", { try await records.confirm(paper: 99, of: own, cause: cause) }),
        ("a part taken back by another", { try await records.remove(paper: 99, of: other, cause: hers) }),
        ("a plan of another", { try await records.save(WeekPlan(workMinutes: 1, schoolMinutes: 1), in: other) }),
        ("a timetable of another", { try await records.save(timetable: [:], in: other) }),
        ("a template of another", { try await records.remove(template: 1, in: other) }),
        ("a day that no week has", { try await records.takeOver(.keep(day: 7), into: lea, cause: cause) }),
        ("a file taken off by another", { try await records.detach("ab", from: marion, cause: hers) }),
        ("no such co-signer", { try await records.end(coSigner: 99, in: other, cause: hers) }),
        ("a co-signer ended by the apprentice", { try await records.end(coSigner: 99, in: own, cause: cause) }),
      ]
      for attempt in attempts {
        await #expect(throws: NotFound.self, "\(attempt.name)") { try await attempt.run() }
      }
      #expect(try await portal.count("record_plans") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `fifty sign-offs of one week at once are one`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let desk = try await Desk(portal)
      _ = try await desk.handIn()
      let marion = try await desk.week(of: .marion)
      let codes = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 1...50 {
          group.addTask {
            try await desk.code { try await desk.records.sign(marion, seen: marion.seen, cause: desk.cause(marion)) }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes.count { $0 == "done" } == 1 && codes.count { $0 == "records.over" } == 49)
      #expect(try await desk.texts("SELECT function AS text FROM record_sign_offs") == ["instructor"])
      #expect(try await desk.records.damage() == (1, []))
    }
  }

  @Test func `a week that is saved with a wrong time goes on from what was stored`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      let told = try await lea.submit("\(week)/speichern", RecordJourneys.fields([("zeit1", "acht")]), from: week)
      #expect(told.status == 422 && told.body.contains("name=\"fassung\" value=\"1\""))
      let saved = try await lea.submit("\(week)/speichern", RecordJourneys.fields(revision: 1), from: week)
      #expect(saved.text.contains("Gespeichert."))
    }
  }
}

/// Who does something with Lea's week.
private enum Person: String {
  case lea = "lea@sommer.example"
  case marion = "marion@berger.example"
  case officer = "amt@kammer.example"
}

/// Where people act without a browser.
private struct Desk: Sendable {
  let portal: TestPortal
  let apprenticeship: Int64

  var records: TrainingRecords { portal.application.trainingRecords }

  init(_ portal: TestPortal) async throws {
    self.portal = portal
    let path = try await portal.recordOfLea().path
    apprenticeship = try #require(Int64(path.split(separator: "/").last ?? ""))
  }

  /// The week of the journeys as a person sees it now.
  func week(of person: Person) async throws -> OpenWeek {
    let (accounts, now) = (portal.application.accounts, portal.time.now)
    let email = try #require(EmailAddress(person.rawValue))
    let acting = try await portal.database.read { connection in
      try AccountQueries.account(withEmail: email, in: connection).flatMap {
        try accounts.acting($0.id, at: now, in: connection)
      }
    }
    let whole = try await records.openRecord(
      apprenticeship, for: try #require(acting), at: now, portal.time.clock)
    return try await records.open(try #require(CalendarWeek(year: 2026, number: 46)), of: whole)
  }

  func cause(_ open: OpenWeek) -> Cause {
    Cause(site: portal.application.site, actor: open.whole.acting.account.id, now: portal.time.now)
  }

  /// - Returns: nil for a conflict.
  func save(_ text: String, over revision: Int, in open: OpenWeek) async throws -> RecordWeek? {
    guard case .saved(let week) = try await records.save(.of(text), over: revision, in: open, cause: cause(open))
    else { return nil }
    return week
  }

  /// The week as Lea sees it after she handed it in.
  func handIn() async throws -> OpenWeek {
    let open = try await week(of: .lea)
    let saved = try await save("Teig angesetzt", over: 0, in: open)
    _ = try await records.submit(open.with(saved), cause: cause(open))
    return try await week(of: .lea)
  }

  /// The code of the refusal; `done` where there was none.
  func code(_ operation: () async throws -> Void) async throws -> String {
    do {
      try await operation()
      return "done"
    } catch let refusal as Refusal {
      return refusal.code
    }
  }

  func texts(_ question: SQL) async throws -> [String] {
    try await portal.database.read { try $0.rows(question).map { try $0["text"] } }
  }
}

extension OpenWeek {
  /// What its page would carry along.
  fileprivate var seen: String { TrainingRecords.fingerprint(stored?.contentHash ?? []) }
}

extension WeekContent {
  /// Five days in the company.
  fileprivate static func of(_ text: String) -> WeekContent {
    var content = WeekContent()
    for index in 0..<5 {
      content.days[index].kind = .company
      content.days[index].minutes = 480
      content.days[index].entries = text
    }
    return content
  }
}
