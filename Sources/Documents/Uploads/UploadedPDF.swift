import Accounts
import Chronology
import Companies
import Database
import Foundation
import Postbox
import Settings
import Sodium
import Typesetting
import Web
import Work

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
  case noNumber
  case unknownNumber
  case severalNumbers
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
  /// - Returns: the number of its pages.
  /// - Throws: `UploadProblem`.
  func checkPDF(_ file: URL, texts: Bool = false, inBulk: Bool = false) async throws -> InspectedDocument {
    guard Self.beginsAsPDF(file) else { throw UploadProblem.notPDF }
    let found: InspectedDocument
    do {
      found = try await typesetter.inspect(file, texts: texts, inBulk: inBulk)
    } catch TypesettingError.encrypted {
      throw UploadProblem.encrypted
    } catch TypesettingError.document {
      throw UploadProblem.damaged
    } catch TypesettingError.tooLarge, TypesettingError.timedOut {
      throw UploadProblem.tooManyPages
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
    } catch TypesettingError.document {
      throw UploadProblem.damaged
    } catch  where StorageFull.isMeant(by: error) {
      throw StorageFull()
    }
    return SealedDraft(issue: issue, code: code, stored: try store.keep(out), pages: pages, key: seal.id)
  }

  /// Issues one uploaded PDF to one recipient; the same file under the same title only once, until it is revoked.
  /// - Returns: the key of the document, and whether it is new.
  /// - Throws: `UploadProblem`, `SealMissing` or `StorageFull`; then nothing was issued.
  package func issue(
    _ upload: Upload, _ kind: DocumentKind, title: String, to addressee: Addressee, cause: Cause
  ) async throws -> (document: Int64, isNew: Bool) {
    let file = try draft(of: upload)
    defer { try? FileManager.default.removeItem(at: file) }
    let content = Sodium.hexadecimal(try Sodium.sha256(of: file))
    let key =
      "upload:\(kind.rawValue):\(addressee.kind.rawValue):\(addressee.subject):\(SortKey.make(title)):\(content)"
    if let known = try await database.read({ try DocumentQueries.document(issuedFor: key, in: $0) }) {
      return (known, false)
    }
    let pages = try await checkPDF(file).pages
    let issue = Issue(kind: kind, title: title, issueKey: key, recipients: [addressee], officer: cause.actor)
    let draft = try await sealed(file, pages: pages, issue, now: cause.now, inBulk: false)
    return try await database.write { connection in
      if let id = try enter(draft, address: cause.address, now: cause.now, in: connection) { return (id, true) }
      return (try DocumentQueries.document(issuedFor: key, in: connection) ?? 0, false)
    }
  }
}
