import Chronology
import Web
import Work

/// The tables of an import: changes, problems, and how the first lines were understood.
extension Chamber {
  private static let shownProblems = 200

  func problemCard(_ page: inout HTML, _ name: String, _ problems: [LineProblem], of count: Int, _ t: Texts) {
    guard !problems.isEmpty else { return }
    page.card(title: t("chamber.import.\(name)")) { card in
      card.p(t("chamber.import.\(name)Text"))
      if count > Self.shownProblems {
        card.p(
          t(
            "chamber.import.firstOf",
            ["shown": t.number(min(problems.count, Self.shownProblems)), "count": t.number(count)]),
          .class("muted"))
      }
      card.table(
        caption: t("chamber.import.\(name)"),
        columns: [
          Column(t("chamber.import.line"), .number), Column(t("chamber.import.reason")),
          Column(t("chamber.import.column")), Column(t("chamber.import.value")),
        ]
      ) { rows in
        for problem in problems.prefix(Self.shownProblems) {
          rows.row { row in
            row.cell(String(problem.line))
            row.heading(t(problem.reason, problem.places))
            row.cell(problem.column.isEmpty ? t("chamber.import.wholeLine") : problem.column)
            row.cell(importValue(problem.value, t))
          }
        }
      }
    }
  }

  func changeCard(_ page: inout HTML, _ report: ImportReport, _ t: Texts) {
    guard !report.changes.isEmpty else { return }
    page.card(title: t("chamber.import.changes")) { card in
      if report.changed > Set(report.changes.map(\.line)).count {
        card.p(t("chamber.import.changesText"), .class("muted"))
      }
      card.table(
        caption: t("chamber.import.changes"),
        columns: [
          Column(t("chamber.import.line"), .number), Column(t("chamber.import.number")),
          Column(t("chamber.import.column")), Column(t("chamber.import.before")), Column(t("chamber.import.after")),
        ]
      ) { rows in
        for change in report.changes {
          rows.row { row in
            row.cell(String(change.line))
            row.cell(importValue(change.subject, t))
            row.heading(change.column)
            row.cell(importValue(change.before, t))
            row.cell(importValue(change.after, t))
          }
        }
      }
    }
  }

  func sampleCard(_ page: inout HTML, _ report: ImportReport, _ t: Texts) {
    guard let first = report.samples.first, !first.values.isEmpty else { return }
    page.details(t("chamber.import.samples")) { details in
      details.p(t("chamber.import.samplesText"))
      for sample in report.samples {
        details.card(title: t("chamber.import.lineNumber", ["line": String(sample.line)])) { card in
          card.descriptionList(
            sample.values.filter { !$0.value.isEmpty }.map { DescriptionItem($0.column, importValue($0.value, t)) })
        }
      }
    }
  }

  /// A value for display: dates formatted, long texts truncated.
  func importValue(_ value: String, _ t: Texts) -> String {
    if value.isEmpty { return "–" }
    let value = value.replacing(#/\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b/#) { found in
      CalendarDate(String(found.output)).map(t.shortDate) ?? String(found.output)
    }
    return value.count > 60 ? value.prefix(59) + "…" : value
  }
}
