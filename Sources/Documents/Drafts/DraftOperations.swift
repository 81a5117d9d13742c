import Accounts
import Chronology
import Database
import Foundation
import Sodium
import Typesetting
import Web
import Work

/// A document for one recipient: stored to be reviewed, then sealed and issued, or deleted. All throw `NotFound` without
/// the right to documents, and for another officer's draft.
extension Documents {
  /// Stores an uploaded PDF for one recipient without issuing it.
  /// - Throws: `documents.office.noSeal`, `UploadProblem` or `StorageFull`; nothing was stored then.
  package func keepDraft(
    _ upload: Upload, _ kind: DocumentKind, title: String, to addressee: Addressee, by acting: Acting, cause: Cause
  ) async throws -> DraftOutcome {
    try acting.require(.documents)
    guard await sealingKeys.canSeal(now: cause.now) else { throw Refusal.noSeal }
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
          kind, title: title, to: addressee, stored, uploadedAs: hash, pages: pages, by: acting.account.id,
          now: cause.now,
          in: connection)
      })
  }

  /// Seals and issues a draft. Idempotent: concurrent calls issue one document and all return it.
  /// - Throws: `UploadProblem`, `SealMissing` or `StorageFull`; nothing was issued then.
  package func issue(draft: Int64, by acting: Acting, cause: Cause) async throws -> Int64 {
    try await sealing.once(draft) { try await seal(try await ownDraft(draft, of: acting), cause: cause) }
  }

  /// Deletes a draft with its file.
  /// - Returns: false if it was issued or deleted before.
  package func discard(draft: Int64, by acting: Acting) async throws -> Bool {
    let found = try await ownDraft(draft, of: acting)
    let isGone = try await database.write { try DraftQueries.remove(draft, in: $0) }
    if let file = found.file { try await sweep([file]) }
    return isGone
  }

  /// Officers see their own uploads only.
  private func ownDraft(_ id: Int64, of acting: Acting) async throws -> DocumentDraft {
    try acting.require(.documents)
    guard let draft = try await database.read({ try DraftQueries.draft(id, in: $0) }),
      draft.createdBy == acting.account.id
    else { throw NotFound() }
    return draft
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
