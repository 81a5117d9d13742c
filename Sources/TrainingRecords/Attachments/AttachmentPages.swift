import Accounts
import Documents
import Foundation
import Settings
import Sodium
import Web

/// The pages about photos and PDFs of a week.
extension TrainingRecords {
  /// A week with its file, in bytes: phones take photos of 20 megabytes.
  static let largestAttachment = 32 << 20

  /// Stores what was typed before anything is done with the file.
  @Sendable func attach(_ visit: Visit) async throws -> Reply {
    try await storing(visit) { open, form in
      do {
        try requireRoom(in: open.stored?.content ?? WeekContent())
        let file = try await take(chosenFile(visit), for: open.whole)
        let errors = form.errors(visit.t)
        guard errors.isEmpty else { return try await weekPage(visit, open, form: form, errors: errors) }
        if case .conflict(_, let stored) = try await attach(file, to: open, cause: visit.cause) {
          return conflictPage(visit, open.with(stored), form)
        }
        return visit.redirect(to: "\(open.path)#anlagen", flash: .recordsAttachmentAdded)
      } catch let problem as AttachmentProblem {
        return try await weekPage(visit, open, form: form, errors: FieldErrors("datei", words(problem, visit.t)))
      }
    }
  }

  @Sendable func detach(_ visit: Visit) async throws -> Reply {
    try await changing(visit, anchor: "#anlagen", flash: .recordsAttachmentRemoved) { open in
      try await detach(visit.form["entfernen"], from: open, cause: visit.cause)
    }
  }

  /// The file of a form; nil if none was chosen.
  func chosenFile(_ visit: Visit) -> Upload? {
    visit.uploads.first { $0.field == "datei" && !$0.content.isEmpty }
  }

  func words(_ problem: AttachmentProblem, _ t: Texts) -> String {
    t(
      "records.attachment.\(problem.rawValue)",
      [
        "size": String(settings[RecordSettings.attachmentMegabytes]),
        "most": String(settings[RecordSettings.attachments]),
      ])
  }

  /// The file, for everybody who may see the week.
  @Sendable func attachedFile(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    guard let found = open.stored?.content.attachments.first(where: { $0.hash == visit.parameters["file"] }),
      let hash = Sodium.bytes(hexadecimal: found.hash)
    else { throw NotFound() }
    try await noteLook(visit, at: open.whole, week: open.week)
    return try stored(hash, name: found.name, byteCount: found.byteCount, visit)
  }

  /// A file of the store: a download, unless the request asks to show it.
  func stored(_ hash: [UInt8], name: String, byteCount: Int, _ visit: Visit) throws -> Reply {
    let place = files.path(of: hash)
    guard FileManager.default.isReadableFile(atPath: place.path) else { throw ServiceUnavailable() }
    return .file(
      place, size: byteCount, range: nil, name: name,
      type: name.hasSuffix(".pdf") ? "application/pdf" : "image/jpeg", isSaved: visit.query["ansehen"] != "1")
  }

  // MARK: On the page of a week

  func attachmentFields(_ fields: inout HTML, _ t: Texts, _ open: OpenWeek, _ errors: FieldErrors) {
    fields.section(.class("card"), .id("anlagen")) { card in
      card.header { $0.h2(t("records.attachments")) }
      attachmentList(&card, t, open.stored?.content.attachments ?? [], of: open.path, removable: true)
      card.fileField(
        Question("datei", t("records.attachment.file"), hint: t("records.attachment.hint"), error: errors["datei"]),
        accept: "image/*,.heic,.pdf,application/pdf")
      card.buttonRow {
        $0.element(
          "button",
          [
            .type("submit"), .class("button quiet"), .attribute("formaction", "\(open.path)/anlagen"),
            .attribute("formenctype", "multipart/form-data"),
          ], text: t("records.attachment.add"))
      }
    }
  }

  func attachmentList(
    _ html: inout HTML, _ t: Texts, _ attached: [AttachedFile], of week: String, removable: Bool
  ) {
    guard !attached.isEmpty else { return }
    html.ul(.class("attachments")) { list in
      for file in attached {
        let path = "\(week)/anlagen/\(file.hash)"
        list.li { item in
          if !file.name.hasSuffix(".pdf") {
            item.void("img", [.attribute("src", path), .attribute("alt", ""), .attribute("loading", "lazy")])
          }
          item.a(file.name, href: "\(path)?ansehen=1")
          if removable {
            item.submit(
              t("records.attachment.remove", ["name": file.name]), to: "\(week)/anlagen/entfernen",
              name: "entfernen", value: file.hash)
          }
        }
      }
    }
  }
}
