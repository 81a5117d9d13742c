import Chronology
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web

/// Why an uploaded file is rejected. The words are the texts `documents.upload.PROBLEM`.
package enum UploadProblem: String, Error, Sendable {
  case empty
  /// The file is empty.
  case blank
  case notPDF
  /// Neither an archive nor a PDF.
  case notBatch
  case damaged
  case encrypted
  /// Active content: runs a script, starts a program, submits or fetches something.
  case active
  /// It has embedded files, which the chamber does not allow.
  case carriesFiles
  case tooLarge
  /// Too many pages to be inspected in time.
  case tooManyPages
  /// A PDF without pages, or an archive without files.
  case nothingInside
  /// The program that reads it failed.
  case unreadable
  case noNumber
  case unknownNumber
  case severalNumbers
  /// An officer dropped it from the batch.
  case dropped

  /// The problem with the file according to the typesetter's error. Nil if the cause is the portal, so that a retry may
  /// help.
  package init?(fault: any Error) {
    switch fault as? TypesettingError {
    case .document: self = .damaged
    case .encrypted: self = .encrypted
    case .tooLarge, .timedOut: self = .tooManyPages
    // The disk is full: not the file's fault.
    case .fault(let what) where what.contains("No space left"): return nil
    case .fault, .workerEnded: self = .unreadable
    default: return nil
    }
  }
}

extension Documents {
  /// The size limit of uploads, in bytes.
  package var uploadLimit: Int { settings[DocumentSettings.uploadMegabytes] << 20 }

  /// Writes an upload into a temporary file.
  /// - Throws: `UploadProblem` or `StorageFull`.
  func draft(of upload: Upload) throws -> URL {
    guard !upload.content.isEmpty else { throw UploadProblem.empty }
    guard upload.content.count <= uploadLimit else { throw UploadProblem.tooLarge }
    return try store.draft(holding: upload.content)
  }

  /// Checks whether a file is a PDF that can be issued, whatever its name says.
  /// - Returns: its pages and, if requested, their texts.
  /// - Throws: `UploadProblem`.
  func checkPDF(_ file: URL, texts: Bool = false, inBulk: Bool = false) async throws -> InspectedDocument {
    guard Self.beginsAsPDF(file) else { throw UploadProblem.notPDF }
    let found: InspectedDocument
    do {
      found = try await typesetter.inspect(file, texts: texts, inBulk: inBulk)
    } catch {
      throw UploadProblem(fault: error) ?? error
    }
    if found.isActive { throw UploadProblem.active }
    if found.carriesFiles, !settings[DocumentSettings.takesFilesInside] { throw UploadProblem.carriesFiles }
    guard found.pages > 0 else { throw UploadProblem.nothingInside }
    return found
  }

  private static func beginsAsPDF(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 5)).flatMap { $0 } == Data("%PDF-".utf8)
  }

  /// Seals an uploaded PDF, with the mark at the foot of its first page, and puts it into the store.
  func sealed(_ file: URL, pages: Int, _ issue: Issue, now: Instant, inBulk: Bool) async throws -> SealedDraft {
    let seal = try await sealingKeys.current(now: now)
    let code = newCode()
    let data = LetterData(["chamberName": .text(settings[ChamberIdentity.name])]).merging(try checkData(code))
    let bytes = try await typesetter.pdf(Self.layout("seal-mark.typ"), data: data, title: "Siegel")
    let mark = try store.draft(holding: Data(bytes))
    let out = try store.draft()
    defer { try? FileManager.default.removeItem(at: mark) }
    do {
      try await typesetter.seal(
        file, Seal(key: seal.key, reason: Self.reason(code)), mark: mark, to: out, inBulk: inBulk)
    } catch  where StorageFull.isMeant(by: error) {
      throw StorageFull()
    } catch {
      throw UploadProblem(fault: error) ?? error
    }
    return SealedDraft(issue: issue, code: code, stored: try store.keep(out), pages: pages, key: seal.id)
  }
}
