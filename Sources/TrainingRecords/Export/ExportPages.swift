import Accounts
import Chronology
import Database
import Documents
import Foundation
import Web

/// Export of a record as a sealed PDF and as data, and import of such data.
extension TrainingRecords {
  /// Size limit of an import, in bytes: a whole record has less than one megabyte.
  static let largestImport = 8 << 20

  private struct Printable: Sendable {
    let open: OpenRecord
    /// What can be printed, by the value in the form.
    let orders: [(value: String, order: PrintOrder)]

    var record: TrainingRecord { open.record }
    var viewer: WeekViewer { open.viewer }
    var path: String { RecordPath.record(open.apprenticeship) }
  }

  @Sendable func exportPage(_ visit: Visit) async throws -> Reply {
    exportPage(visit, try await printable(visit), FieldErrors())
  }

  private func exportPage(_ visit: Visit, _ found: Printable, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.export.title"), errors) { page in
      page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), found.path)])
      page.pageHead(t("records.export.title"), overline: found.record.name, lead: t("records.export.lead"))
      page.card(title: t("records.export.pdf")) { card in
        card.p(t("records.export.pdfText"))
        card.p(t("records.export.papers"), .class("muted"))
        card.form(action: "\(found.path)/ausgabe", token: visit.formToken, .class("form")) { form in
          form.selectField(
            Question("zeitraum", t("records.print.span"), error: errors["zeitraum"]),
            found.orders.map { Choice($0.value, $0.order.title) })
          form.buttonRow { $0.submitButton(t("records.export.makePDF"), icon: .document) }
        }
      }
      guard found.viewer == .apprentice else { return }
      page.card(title: t("records.export.data")) { card in
        card.p(t("records.export.dataText"))
        card.buttonRow { row in
          row.buttonLink(t("records.export.json"), href: "\(found.path)/ausgabe/daten.json")
          row.buttonLink(t("records.export.csv"), href: "\(found.path)/ausgabe/daten.csv")
        }
      }
      page.card(title: t("records.import.title")) { card in
        card.p(t("records.import.text"))
        card.uploadForm(action: "\(found.path)/einlesen", token: visit.formToken) { form in
          form.fileField(
            Question("datei", t("records.import.file"), error: errors["datei"]), accept: ".json,application/json")
          form.buttonRow { $0.submitButton(t("records.import.submit"), .quiet) }
        }
      }
    }
  }

  private func printable(_ visit: Visit) async throws -> Printable {
    let open = try await wholeRecord(visit)
    let record = open.record
    let t = visit.t
    let due = WeekRules.weeks(of: record.training, until: visit.clock.day(of: visit.now))
    // The apprentice keeps access to what they wrote, even in weeks that a changed contract no longer covers.
    let written = try await database.read { try WeekQueries.weeks(of: record.apprenticeship, in: $0).map(\.week) }
    guard let first = (due + written).min(), let last = (due + written).max() else { throw NotFound() }
    let years = Dictionary(grouping: due) { WeekRules.trainingYear(of: $0, in: record.training) }
    let ofYears = years.keys.sorted(by: >).compactMap { year -> (String, PrintOrder)? in
      guard let weeks = years[year], let from = weeks.first, let until = weeks.last else { return nil }
      return ("jahr\(year)", PrintOrder(span: from...until, title: t("records.trainingYear", ["year": String(year)])))
    }
    return Printable(
      open: open,
      orders: [("alles", PrintOrder(span: first...last, title: t("records.export.whole")))] + ofYears)
  }

  /// A whole record, a year, or one week given by year and number.
  @Sendable func printRecord(_ visit: Visit) async throws -> Reply {
    let found = try await printable(visit)
    let chosen = visit.form["zeitraum"]
    let week = CalendarWeek(chosen)
    let order =
      found.orders.first { $0.value == chosen }?.order
      ?? week.map { PrintOrder(span: $0...$0, title: visit.t.weekTitle($0)) }
    guard let order else {
      return exportPage(visit, found, FieldErrors("zeitraum", visit.t("records.export.error.span")))
    }
    try await noteLook(visit, at: found.open)
    do {
      let bytes = try await copy(of: found.open, order, cause: visit.cause)
      return .download(
        bytes, name: "\(visit.t("records.print.title")) \(found.record.name), \(order.title).pdf",
        type: "application/pdf")
    } catch is SealMissing {
      throw Refusal("records.export.noSeal")
    }
  }

  // MARK: Data

  private func exported(_ visit: Visit) async throws -> (TrainingRecord, [ExportedWeek]) {
    let record = try await ownRecord(visit).record
    let all = CalendarWeek(of: .first)...CalendarWeek(of: .last)
    return (record, try await database.read { try RecordExportQueries.weeks(of: record.apprenticeship, all, in: $0) })
  }

  @Sendable func recordAsJSON(_ visit: Visit) async throws -> Reply {
    let (record, weeks) = try await exported(visit)
    return .download(
      try RecordData(record, weeks, visit.t).json, name: "\(visit.t("records.print.title")) \(record.name).json",
      type: "application/json")
  }

  @Sendable func recordAsCSV(_ visit: Visit) async throws -> Reply {
    let (record, weeks) = try await exported(visit)
    return .download(
      RecordTable(weeks: weeks, texts: visit.t).file, name: "\(visit.t("records.print.title")) \(record.name)")
  }

  /// Imports weeks from a data file, but only those that are still empty; the others are reported.
  @Sendable func readIn(_ visit: Visit) async throws -> Reply {
    let found = try await printable(visit)
    guard found.viewer == .apprentice else { throw NotFound() }
    let upload = chosenFile(visit)
    guard let upload, let data = await ReadRecord.read(upload.content, within: found.record.training) else {
      let key = upload == nil ? "noFile" : "noData"
      return exportPage(visit, found, FieldErrors("datei", visit.t("records.import.error.\(key)")))
    }
    let count = try await take(data, into: found.open, cause: visit.cause)
    return visit.redirect(
      to: found.path, flash: .recordsImportDone,
      ["count": visit.t.number(count), "left": visit.t.number(data.count - count)])
  }
}
