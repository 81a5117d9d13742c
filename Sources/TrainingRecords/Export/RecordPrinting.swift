import Accounts
import Chronology
import Database
import Documents
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web

/// What to print of a record.
package struct PrintOrder: Sendable {
  package let span: ClosedRange<CalendarWeek>
  /// In words, for the cover and the file name.
  package let title: String

  package init(span: ClosedRange<CalendarWeek>, title: String) {
    self.span = span
    self.title = title
  }

  var isOneWeek: Bool { span.lowerBound == span.upperBound }
}

/// Making a copy of a record as a sealed PDF.
extension TrainingRecords {
  /// Makes the copy and records it for the public check.
  /// - Returns: the bytes of the file.
  /// - Throws: `NotFound` if the person sees single weeks only; `SealMissing`, `StorageFull`, `ServiceUnavailable` when
  ///   too many are being made at once, or `TypesettingError`.
  package func copy(
    of open: OpenRecord, _ order: PrintOrder, cause: Cause
  ) async throws -> [UInt8] {
    guard open.viewer.seesAll else { throw NotFound() }
    let record = open.record
    let seal = try await documents.sealingKeys.current(now: cause.now)
    let code = documents.newCode()
    let printed = try await printed(open, order, code, cause)
    let file = try documents.store.draft()
    defer { try? FileManager.default.removeItem(at: file) }
    let texts = cause.site.catalogue.texts(in: .german)
    let title = "\(texts("records.print.title")) \(record.name), \(order.title)"
    let pages = try await printLimit.run {
      try await documents.typesetter.issue(
        Self.layout("record.typ"), data: printed, title: title,
        seal: Seal(key: seal.key, reason: Documents.reason(code)), to: file, inBulk: !order.isOneWeek)
    }
    let bytes = [UInt8](try Data(contentsOf: file))
    try await database.write { connection in
      try RecordExportQueries.add(
        record.apprenticeship, code: code.letters, hash: try Sodium.sha256(of: file), pages: pages, key: seal.id,
        by: open.acting.account.id, now: cause.now, in: connection)
      try note(
        .recordPrinted, record, ["weeks": String(printed.weeks.count), "code": code.grouped], cause: cause,
        in: connection)
    }
    return bytes
  }

  /// The content of the copy, always in German.
  private func printed(
    _ open: OpenRecord, _ order: PrintOrder, _ code: LetterCode, _ cause: Cause
  ) async throws -> PrintedRecord {
    let texts = cause.site.catalogue.texts(in: .german)
    let record = open.record
    let clock = cause.site.clock
    let today = clock.day(of: cause.now)
    let id = record.apprenticeship
    let (weeks, facts) = try await database.read { connection -> ([ExportedWeek], [[String]]) in
      let weeks = try RecordExportQueries.weeks(of: id, order.span, in: connection).filter {
        WeekRules.isHandedIn($0.week.state, to: open.viewer)
      }
      let papers = try PaperQueries.covers(of: [id], confirmedOnly: true, in: connection)[id] ?? .none
      return (
        weeks,
        try cover(record, order, texts, today: today, in: connection)
          + summary(of: weeks, order, record, papers, texts, today: today)
      )
    }
    let printer = WeekPrinter(record: record, texts: texts, clock: clock)
    return PrintedRecord(
      letter: .common(settings, texts, kind, on: today), check: try documents.checkData(code), name: record.name,
      facts: facts, hasCover: !order.isOneWeek, weeks: weeks.map(printer.printed))
  }

  private func cover(
    _ record: TrainingRecord, _ order: PrintOrder, _ t: Texts, today: CalendarDate, in connection: any Connection
  ) throws -> [[String]] {
    let heading = try RecordExportQueries.heading(of: record.apprenticeship, in: connection)
    let facts = [
      [t("training.field.number"), heading?.number ?? ""],
      [t("records.print.birthDate"), heading?.birthDate.map(t.plainDate) ?? ""],
      [t("records.print.occupation"), record.occupation], [t("records.print.company"), record.companyName],
      [t("records.print.instructor"), heading?.instructor ?? ""],
      [t("records.print.training"), t.plainDates(record.training)], [t("records.print.span"), order.title],
      [t("records.print.made"), t.plainDate(today)],
    ]
    let papers = try PaperQueries.all(of: record.apprenticeship, in: connection).map { part in
      let pages = t.counted("records.paper.pages", part.pages)
      let confirmed = part.confirmation.map { t("records.paper.confirmedBy", ["name": $0.name]) }
      return [
        t("records.paper.title"),
        ([t.plainDates(part.span), pages] + (confirmed.map { [$0] } ?? []) + [t("records.paper.apart")]).joined(
          separator: ", "),
      ]
    }
    return facts.filter { !$0[1].isEmpty } + papers
  }

  /// The completeness of the weeks, and the hours by kind of day.
  private func summary(
    of weeks: [ExportedWeek], _ order: PrintOrder, _ record: TrainingRecord, _ papers: PaperCover,
    _ t: Texts, today: CalendarDate
  ) -> [[String]] {
    let due = WeekRules.due(of: record.training, until: today, without: papers).filter(order.span.contains)
    let signed = weeks.count { $0.week.state == .signed }
    let days = weeks.flatMap(\.week.content.days)
    let kinds = DayKind.allCases.compactMap { kind -> String? in
      let found = days.filter { $0.kind == kind }
      guard !found.isEmpty else { return nil }
      return t.counted("records.print.days", found.count, ["kind": t("records.day.\(kind.rawValue)")])
    }
    return [
      [
        t("records.signedShare"),
        t("records.amount", ["signed": t.number(signed), "all": t.number(due.count)]),
      ],
      [t("records.print.kinds"), kinds.isEmpty ? "–" : kinds.joined(separator: ", ")],
    ]
  }
}
