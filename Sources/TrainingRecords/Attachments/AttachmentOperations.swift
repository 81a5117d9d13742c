import Accounts
import Database
import Documents
import Foundation
import Settings
import Sodium
import Typesetting
import Web

/// Attaching photos and PDFs to a week, and detaching them.
extension TrainingRecords {
  /// Validates a file and puts it into the store, where no row refers to it yet.
  /// - Parameters:
  ///   - upload: nil if no file was chosen.
  ///   - onlyPDF: whether a picture is refused.
  /// - Throws: `NotFound` for all but the apprentice, `AttachmentProblem`, or `StorageFull`.
  package func take(_ upload: Upload?, for open: OpenRecord, onlyPDF: Bool = false) async throws -> TakenFile {
    try open.requireOwn()
    guard let upload else { throw AttachmentProblem.missing }
    guard upload.content.count <= settings[RecordSettings.attachmentMegabytes] << 20 else {
      throw AttachmentProblem.tooLarge
    }
    let used = try await database.read { try AttachmentQueries.bytes(of: open.apprenticeship, in: $0) }
    guard used + upload.content.count <= settings[RecordSettings.recordMegabytes] << 20 else {
      throw AttachmentProblem.full
    }
    let draft = try files.draft(holding: upload.content)
    defer { try? FileManager.default.removeItem(at: draft) }
    let isPDF = upload.content.prefix(5) == Data("%PDF-".utf8)
    guard isPDF || !onlyPDF else { throw AttachmentProblem.notPDF }
    let account = open.acting.account.id
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

  /// The name without folders and control characters, with the extension of its actual type.
  private static func fileName(_ given: String, type: String) -> String {
    let last = given.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let kept = last.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) && $0.value != 0x202E }
    let bare = (String(String.UnicodeScalarView(kept)) as NSString).deletingPathExtension
    let name = String(bare.trimmingCharacters(in: .whitespaces).prefix(100))
    return "\(name.isEmpty ? "Anlage" : name).\(type)"
  }

  /// Checks early whether the week can take one more file; the write checks again.
  /// - Throws: `AttachmentProblem.tooMany`.
  func requireRoom(in content: WeekContent) throws {
    guard content.attachments.count < settings[RecordSettings.attachments] else { throw AttachmentProblem.tooMany }
  }

  /// Attaches a file to a week that was just saved. Validating a file takes a while: files attached by others meanwhile
  /// are kept, their changes to what is written are a conflict.
  /// - Throws: `NotFound` for everybody but the apprentice, `AttachmentProblem.tooMany`, `Refusal.weekIsElsewhere` when
  ///   the week was submitted meanwhile.
  package func attach(_ file: TakenFile, to open: OpenWeek, cause: Cause) async throws -> WeekSaving {
    try open.whole.requireOwn()
    guard let saved = open.stored else { throw NotFound() }
    return try await database.write { connection in
      let id = open.record.apprenticeship
      let now = try WeekQueries.week(open.week, of: id, lock: connection.lockingRows, in: connection)
      guard let now, now.content.with([]) == saved.content.with([]) else {
        return .conflict(typed: saved.content, stored: now)
      }
      var content = now.content
      content.attachments.removeAll { $0.hash == file.reference.hash }
      try requireRoom(in: content)
      content.attachments.append(file.reference)
      try AttachmentQueries.add(
        file.stored, to: id, by: open.whole.acting.account.id, now: cause.now, in: connection)
      if content == now.content { return .saved(now) }
      let stored = try WeekQueries.save(
        content, open.week, of: id, over: now.revision, now: cause.now, in: connection)
      guard let stored else { throw Refusal.weekIsElsewhere }
      return .saved(stored)
    }
  }

  /// Detaches a file from a week. If nothing else refers to it, it no longer counts against the record's limit and is
  /// deleted.
  /// - Parameter name: the hash of the file, as in the content.
  /// - Throws: `NotFound` for everybody but the apprentice, `Refusal.weekIsElsewhere` when somebody else was faster.
  package func detach(_ name: String, from open: OpenWeek, cause: Cause) async throws {
    let start = Date()
    let hash = Sodium.bytes(hexadecimal: name)
    try await amend(open, cause: cause) { saved, connection in
      let content = saved.content.with(saved.content.attachments.filter { $0.hash != name })
      if let hash, content != saved.content {
        try AttachmentQueries.release(
          hash, named: name, by: open.week, of: open.record.apprenticeship, in: connection)
      }
      return content
    }
    if let hash, try await database.read({ try AttachmentQueries.named([hash], in: $0) }).isEmpty {
      files.remove(hash, unlessUsedSince: start)
    }
  }
}
