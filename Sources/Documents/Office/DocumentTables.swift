import Accounts
import Chronology
import Database
import Office
import Web

/// Lists of issued documents with their receipts, in the office and beside persons and companies.
extension Documents {
  func deliveryTable(
    _ page: inout HTML, _ visit: Visit, _ found: [ReceivedDocument], _ names: [Addressee: String]
  ) {
    let t = visit.t
    guard !found.isEmpty else {
      return page.emptyState(title: t("documents.office.none"), text: t("documents.office.noneText"), icon: .document)
    }
    page.table(
      caption: t("documents.office.title"),
      columns: [
        Column(t("documents.field.title")), Column(t("documents.office.recipient")),
        Column(t("documents.field.date")), Column(t("documents.field.receipt")),
      ]
    ) { rows in
      for one in found {
        rows.row { row in
          row.heading { $0.a(one.document.title, href: "/kammer/dokumente/\(one.document.id)") }
          row.cell(names[one.addressee] ?? "–")
          row.cell(t.shortDate(visit.clock.day(of: one.providedAt)))
          row.cell { $0.badge(one, t, visit.clock) }
        }
      }
    }
  }

  /// The newest batches, so that nobody loses one that is not issued yet.
  func batchCard(_ page: inout HTML, _ visit: Visit, _ batches: [DocumentBatch], _ uploads: [BatchUpload]) {
    guard !batches.isEmpty || !uploads.isEmpty else { return }
    let t = visit.t
    page.card(title: t("documents.office.batches")) { card in
      card.taskList(
        uploads.map { upload in
          TaskItem(
            upload.order.title, path: "/kammer/dokumente/stapel/lesen/\(upload.id)",
            detail: t.shortTime(upload.createdAt, visit.clock),
            badge: upload.isStuck
              ? (t("documents.office.uploadState.stuck"), .bad)
              : (t("documents.office.uploadState.\(upload.state.rawValue)"), upload.state == .refused ? .bad : .wait))
        }
          + batches.map { batch in
            TaskItem(
              batch.title, path: "/kammer/dokumente/stapel/\(batch.id)",
              detail: t.shortTime(batch.createdAt, visit.clock),
              badge: (
                t("documents.office.batchState.\(batch.state.rawValue)"), batch.state == .done ? .good : .wait
              ))
          })
    }
  }

  /// The documents of one recipient, on the officer's page about it.
  /// - Parameter recipient: to whom another one can be issued from here.
  package func documentCard(
    _ page: inout HTML, _ visit: Visit, _ found: [ReceivedDocument],
    issuing recipient: (kind: RecipientKind, number: String)
  ) {
    guard visit.acting?.mayWork(on: .documents) == true else { return }
    let t = visit.t
    page.card(title: t("documents.menu")) { card in
      if found.isEmpty {
        card.p(t("documents.office.none"), .class("muted"))
      } else {
        documentTasks(&card, visit, found)
      }
      card.buttonRow { row in
        row.buttonLink(
          t("documents.office.upload"),
          href: "/kammer/dokumente/neu?empfaenger=\(recipient.kind.rawValue)"
            + "&nummer=\(FormInput.encoded(recipient.number))", icon: .plus)
      }
    }
  }

  private func documentTasks(_ card: inout HTML, _ visit: Visit, _ found: [ReceivedDocument]) {
    let t = visit.t
    card.taskList(
      found.map { one in
        TaskItem(
          one.document.title, path: "/kammer/dokumente/\(one.document.id)",
          detail: "\(t("documents.field.receipt")): \(t.receipt(one.receipt, visit.clock))",
          badge: (
            t(
              "documents.office.delivery.\(one.document.state == .revoked ? "revoked" : one.receipt == nil ? "new" : "opened")"
            ),
            one.document.state == .revoked ? .bad : one.receipt == nil ? .wait : .good
          ))
      })
  }
}
