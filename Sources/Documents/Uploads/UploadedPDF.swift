import Chronology
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web

/// Why an uploaded file is not taken. The words stand in the texts as `documents.upload.PROBLEM`.
package enum UploadProblem: String, Error, Sendable {
  case empty
  /// A file was chosen that has no content.
  case blank
  case notPDF
  /// Neither an archive nor a PDF.
  case notBatch
  case damaged
  case encrypted
  /// It would run a script, start a program, send or fetch something.
  case active
  /// Other files travel inside, and the chamber does not take that.
  case carriesFiles
  case tooLarge
  /// More than can be looked at in time.
  case tooManyPages
  /// A PDF without pages, or an archive without files.
  case nothingInside
  /// The program that reads it failed at it.
  case unreadable
  case noNumber
  case unknownNumber
  case severalNumbers
  /// An officer took it out of the batch.
  case dropped

  /// What the typesetter said of a file: the file's own fault, whatever it was. Nil where the portal lacks something,
  /// so that another try may help.
  package init?(fault: any Error) {
    switch fault as? TypesettingError {
    case .document: self = .damaged
    case .encrypted: self = .encrypted
    case .tooLarge, .timedOut: self = .tooManyPages
    // The disk is full: no fault of the file.
    case .fault(let what) where what.contains("No space left"): return nil
    case .fault, .workerEnded: self = .unreadable
    default: return nil
    }
  }
}

extension Documents {
  /// The largest file that is taken, in bytes.
  package var uploadLimit: Int { settings[DocumentSettings.uploadMegabytes] << 20 }

  /// Writes what was uploaded into a draft.
  /// - Throws: `UploadProblem` or `StorageFull`.
  func draft(of upload: Upload) throws -> URL {
    guard !upload.content.isEmpty else { throw UploadProblem.empty }
    guard upload.content.count <= uploadLimit else { throw UploadProblem.tooLarge }
    return try store.draft(holding: upload.content)
  }

  /// Looks whether a file is a PDF that can be issued, whatever its name says.
  /// - Returns: what was found: its pages, and their texts where they were asked for.
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

  /// Seals a PDF from elsewhere, with the mark at the foot of its first page, into the store.
  func sealed(_ file: URL, pages: Int, _ issue: Issue, now: Instant, inBulk: Bool) async throws -> SealedDraft {
    let seal = try await seals.current(now: now)
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
