import Accounts
import Chronology
import Database

/// What the public check discloses about a document: nothing about persons.
package struct CheckedDocument: Sendable {
  /// Part of the text key `documents.kind.KIND`.
  let kind: String
  let state: DocumentState
  let code: String
  let issuedAt: Instant
  let revokedAt: Instant?
  let pages: Int
  let sealValidUntil: Instant

  /// - Parameter row: has the columns kind, state, code, issued_at, revoked_at, page_count and valid_until.
  package init(_ row: Row) throws {
    kind = try row["kind"]
    state = try row["state"]
    code = try row["code"]
    issuedAt = try row["issued_at"]
    revokedAt = try row["revoked_at"]
    pages = try row["page_count"]
    sealValidUntil = try row["valid_until"]
  }
}

/// An area whose files carry the seal.
package protocol SealingArea: DomainArea {
  static var sealedFiles: [any SealedFileRegister] { get }
}

/// Records of sealed files of one area, for the public check. Areas other than Documents supply their own.
package protocol SealedFileRegister: Sendable {
  func paper(code: String, in connection: any Connection) throws -> CheckedDocument?
  func paper(hash: [UInt8], in connection: any Connection) throws -> CheckedDocument?
}

/// Queries of the public check for documents.
struct CheckQueries: SealedFileRegister {
  func paper(code: String, in connection: any Connection) throws -> CheckedDocument? {
    try connection.row(Self.select + " WHERE d.code = \(code)").map(CheckedDocument.init)
  }

  /// The document with exactly this content; of several the newest that is not revoked.
  func paper(hash: [UInt8], in connection: any Connection) throws -> CheckedDocument? {
    try connection.row(
      Self.select + """
         JOIN stored_files f ON f.id = d.file_id WHERE f.hash = \(hash)
        ORDER BY CASE WHEN d.state = 'issued' THEN 0 ELSE 1 END, d.id DESC LIMIT 1
        """
    ).map(CheckedDocument.init)
  }

  static func codes(ofFile file: Int64, in connection: any Connection) throws -> [String] {
    try connection.rows("SELECT code FROM documents WHERE file_id = \(file)").map { try $0["code"] }
  }

  private static let select: SQL =
    """
    SELECT d.kind, d.state, d.code, d.issued_at, d.revoked_at, d.page_count, k.valid_until
    FROM documents d JOIN seal_keys k ON k.id = d.key_id
    """
}
