import Accounts
import Chronology
import Database
import Foundation
import Sodium
import Typesetting
import Web
import Work

/// A document that an officer uploaded for one recipient, to be reviewed together with the recipient's data before it
/// is sealed.
package struct DocumentDraft: Sendable {
  package let id: Int64
  package let kind: DocumentKind
  package let title: String
  package let addressee: Addressee
  package let pages: Int
  package let createdBy: Int64
  /// The issued document; nil until then.
  package let document: Int64?
  /// Nil once it is issued.
  package let file: Int64?
  /// The hash of the file as uploaded.
  let uploadedHash: [UInt8]

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    title = try row["title"]
    addressee = Addressee(try row["recipient_kind"], try row["subject_id"])
    pages = try row["page_count"]
    createdBy = try row["created_by"]
    document = try row["document_id"]
    file = try row["file_id"]
    uploadedHash = try row["uploaded_hash"]
  }
}

/// The outcome of an upload for one recipient.
package enum DraftOutcome: Sendable {
  case draft(Int64)
  /// The same file was issued to them under the same title before.
  case issuedBefore(Int64)
}

extension Documents {
  /// Stores an uploaded PDF for one recipient without issuing it.
  /// - Throws: `UploadProblem` or `StorageFull`; nothing was stored then.
  package func keepDraft(
    _ upload: Upload, _ kind: DocumentKind, title: String, to addressee: Addressee, cause: Cause
  ) async throws -> DraftOutcome {
    guard let officer = cause.actor else { throw NotFound() }
    let file = try draft(of: upload)
    defer { try? FileManager.default.removeItem(at: file) }
    let hash = try Sodium.sha256(of: file)
    let key = Self.issueKey(kind, title: title, to: addressee, hash: hash)
    if let known = try await database.read({ try DocumentQueries.document(issuedFor: key, in: $0) }) {
      return .issuedBefore(known)
    }
    let pages = try await checkPDF(file).pages
    let stored = try store.keep(file)
    return .draft(
      try await database.write { connection in
        try DraftQueries.add(
          kind, title: title, to: addressee, stored, uploadedAs: hash, pages: pages, by: officer, now: cause.now,
          in: connection)
      })
  }

  /// Seals and issues a draft. Idempotent: concurrent calls issue one document and all return it.
  /// - Throws: `UploadProblem`, `SealMissing` or `StorageFull`; nothing was issued then.
  package func issue(_ draft: DocumentDraft, cause: Cause) async throws -> Int64 {
    try await sealing.once(draft.id) {
      guard let now = try await database.read({ try DraftQueries.draft(draft.id, in: $0) }) else { throw NotFound() }
      return try await seal(now, cause: cause)
    }
  }

  private func seal(_ draft: DocumentDraft, cause: Cause) async throws -> Int64 {
    if let document = draft.document { return document }
    guard let key = draft.file,
      let file = try await database.read({ try StoredFileQueries.file(key, in: $0) })
    else { throw NotFound() }
    let issue = Issue(
      kind: draft.kind, title: draft.title,
      issueKey: Self.issueKey(draft.kind, title: draft.title, to: draft.addressee, hash: draft.uploadedHash),
      recipients: [draft.addressee], officer: cause.actor)
    let sealed = try await sealed(store.path(of: file.hash), pages: draft.pages, issue, now: cause.now, inBulk: false)
    let document = try await database.write { connection -> Int64 in
      guard let now = try DraftQueries.draft(draft.id, lock: connection.lockingRows, in: connection) else {
        throw NotFound()
      }
      if let document = now.document { return document }
      let entered = try enter(sealed, address: cause.address, now: cause.now, in: connection)
      guard let document = try entered ?? DocumentQueries.document(issuedFor: issue.issueKey ?? "", in: connection)
      else { throw NotFound() }
      try DraftQueries.noteIssued(draft.id, document: document, in: connection)
      return document
    }
    try await sweep([key])
    return document
  }

  private static func issueKey(
    _ kind: DocumentKind, title: String, to addressee: Addressee, hash: [UInt8]
  ) -> String {
    let (recipient, content) = ("\(addressee.kind.rawValue):\(addressee.subject)", Sodium.hexadecimal(hash))
    return "upload:\(kind.rawValue):\(recipient):\(SortKey.make(title)):\(content)"
  }
}
