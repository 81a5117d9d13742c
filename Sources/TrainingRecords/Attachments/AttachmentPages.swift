import Accounts
import Chronology
import Database
import Documents
import Foundation
import Settings
import Sodium
import Typesetting
import Web

/// Photos and PDFs that belong to a week.
extension TrainingRecords {
  /// A week with its file: phones make photos of 20 megabytes.
  static let largestAttachment = 32 << 20

  /// What is typed is stored before anything is done with the file.
  @Sendable func attach(_ visit: Visit) async throws -> Reply {
    try await storing(visit) { open, form, saved in
      do {
        // Told before the file is put into the store, decided within the write.
        guard saved.content.attachments.count < settings[RecordSettings.attachments] else {
          throw AttachmentProblem.tooMany
        }
        return try await attach(try await uploaded(visit, to: open.record), visit)
      } catch let problem as AttachmentProblem {
        let errors = FieldErrors("datei", words(problem, visit.t))
        return try await weekPage(visit, try await self.open(visit), form, errors)
      }
    }
  }

  func words(_ problem: AttachmentProblem, _ t: Texts) -> String {
    t(
      "records.attachment.\(problem.rawValue)",
      [
        "size": String(settings[RecordSettings.attachmentMegabytes]),
        "most": String(settings[RecordSettings.attachments]),
      ])
  }

  private func attach(_ file: TakenFile, _ visit: Visit) async throws -> Reply {
    let account = try visit.signedIn().account.id
    let most = settings[RecordSettings.attachments]
    return try await changing(visit, anchor: "#anlagen", flash: "records.attachment.added") { open, saved, connection in
      var content = saved.content
      content.attachments.removeAll { $0.hash == file.reference.hash }
      guard content.attachments.count < most else { throw AttachmentProblem.tooMany }
      content.attachments.append(file.reference)
      try AttachmentQueries.add(
        file.stored, to: open.record.apprenticeship, by: account, now: visit.now, in: connection)
      return content
    }
  }

  /// Checks the file of a form and puts it into the store.
  /// - Throws: `AttachmentProblem`, or `StorageFull`.
  func uploaded(_ visit: Visit, to record: TrainingRecord, onlyPDF: Bool = false) async throws -> TakenFile {
    let upload = visit.uploads.first { $0.field == "datei" && !$0.content.isEmpty }
    guard let upload else { throw AttachmentProblem.missing }
    guard upload.content.count <= settings[RecordSettings.attachmentMegabytes] << 20 else {
      throw AttachmentProblem.tooLarge
    }
    let used = try await database.read { try AttachmentQueries.bytes(of: record.apprenticeship, in: $0) }
    guard used + upload.content.count <= settings[RecordSettings.recordMegabytes] << 20 else {
      throw AttachmentProblem.full
    }
    let draft = try files.draft(holding: upload.content)
    defer { try? FileManager.default.removeItem(at: draft) }
    let isPDF = upload.content.prefix(5) == Data("%PDF-".utf8)
    guard isPDF || !onlyPDF else { throw AttachmentProblem.notPDF }
    let account = try visit.signedIn().account.id
    let pages = isPDF ? try await pages(of: draft, by: account) : nil
    let stored = try files.keep(isPDF ? draft : try await picture(draft, by: account))
    let name = Self.fileName(upload.fileName, type: isPDF ? "pdf" : "jpg")
    return TakenFile(
      reference: AttachedFile(hash: Sodium.hexadecimal(stored.hash), name: name, byteCount: stored.byteCount),
      stored: stored, pages: pages)
  }

  private func pages(of file: URL, by account: Int64) async throws -> Int {
    let found: InspectedDocument
    do {
      found = try await documents.typesetter.inspect(file, of: account)
    } catch {
      throw AttachmentProblem.meant(by: error, isPicture: false)
    }
    guard !found.isActive, !found.carriesFiles, found.pages > 0 else { throw AttachmentProblem.unusable }
    return found.pages
  }

  private func picture(_ file: URL, by account: Int64) async throws -> URL {
    let out = try files.draft()
    do {
      try await documents.typesetter.picture(file, to: out, of: account)
      return out
    } catch {
      try? FileManager.default.removeItem(at: out)
      throw AttachmentProblem.meant(by: error, isPicture: true)
    }
  }

  /// A name without folders and control characters, with the ending of what the file is.
  static func fileName(_ given: String, type: String) -> String {
    let last = given.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let kept = last.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) && $0.value != 0x202E }
    let bare = (String(String.UnicodeScalarView(kept)) as NSString).deletingPathExtension
    let name = String(bare.trimmingCharacters(in: .whitespaces).prefix(100))
    return "\(name.isEmpty ? "Anlage" : name).\(type)"
  }

  /// The file, for whoever sees the week.
  @Sendable func attachedFile(_ visit: Visit) async throws -> Reply {
    let open = try await open(visit)
    guard let found = open.stored?.content.attachments.first(where: { $0.hash == visit.parameters["file"] }),
      let hash = Sodium.bytes(hexadecimal: found.hash)
    else { throw NotFound() }
    try await noteLook(visit, open.record, as: open.viewer, week: open.week)
    return try stored(hash, name: found.name, byteCount: found.byteCount, visit)
  }

  /// A file of the store: saved, unless somebody asks to look at it.
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
