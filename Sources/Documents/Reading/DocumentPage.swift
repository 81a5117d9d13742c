import Accounts
import Chronology
import Database
import Settings
import Foundation
import Sodium
import Web

/// The page of a document: what it is, who opened it first, and its content.
extension Documents {
  @Sendable func documentPage(_ visit: Visit) async throws -> Reply {
    let found = try await delivery(visit)
    let t = visit.t
    let path = DocumentPath.document(found.id)
    return visit.page(found.document.title) { page in
      page.breadcrumb(label: t("documents.breadcrumb"), [Link(t("documents.menu"), DocumentPath.start)])
      page.pageHead(found.document.title, overline: found.document.overline(t))
      if found.document.state == .revoked {
        page.alert(.bad, title: t("documents.revoked.title")) { alert in
          alert.p(found.document.revocationReason)
          alert.p(t("documents.revoked.text", ["contact": settings.contact]))
        }
      }
      page.card { card in
        card.descriptionList([
          DescriptionItem(t("documents.field.state")) { $0.badge(t.state(found, visit.clock), found.badge) },
          DescriptionItem(t("documents.field.date"), t.longDate(visit.clock.day(of: found.providedAt))),
          DescriptionItem(t("documents.field.pages"), t.number(found.document.pages)),
          DescriptionItem(t("documents.field.receipt"), t.receipt(found.receipt, visit.clock)),
          DescriptionItem(t("documents.field.code"), found.document.groupedCode),
        ])
        if found.receipt == nil { card.p(t("documents.receipt.hint"), .class("muted")) }
        card.buttonRow { row in
          row.buttonLink(t("documents.open"), href: "\(path)/inhalt?ansehen=1", .primary, icon: .document)
          row.buttonLink(t("documents.save"), href: "\(path)/inhalt", icon: .download)
        }
        card.p { line in
          line.text(t("documents.sealed") + " ")
          line.a(t("documents.check.title"), href: "\(DocumentPath.check)?code=\(found.document.groupedCode)")
        }
      }
    }
  }

  private func delivery(_ visit: Visit) async throws -> ReceivedDocument {
    guard let id = visit.key("delivery"), let found = try await delivery(id, visit) else { throw NotFound() }
    return found
  }

  /// The delivery, read once per request for its access policy and its page.
  func delivery(_ id: Int64, _ visit: Visit) async throws -> ReceivedDocument? {
    try await visit.memory.once("delivery") { try await database.read { try DocumentQueries.delivery(id, in: $0) } }
  }

  /// The content of a document. The receipt of the first opening is durable before the first byte is sent; HEAD
  /// requests and prefetches get neither content nor receipt.
  @Sendable func documentContent(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let found = try await delivery(visit)
    if visit.isPreview, !visit.isHeadOnly { return Reply(status: 204) }
    // Missing content is reported before a receipt is written.
    let reply = try await content(of: found.document, visit)
    if visit.isHeadOnly { return reply }
    try await noteOpening(of: found, by: acting, cause: visit.cause)
    return reply
  }

  /// The file of a document as a response: a download, unless the request asks to show it.
  /// - Throws: `ServiceUnavailable` when the file is missing.
  package func content(of document: Document, _ visit: Visit) async throws -> Reply {
    try await content(of: document.file, named: document.fileName, visit)
  }

  /// A file of the store as a response.
  package func content(of file: Int64, named name: String, _ visit: Visit) async throws -> Reply {
    guard let file = try await database.read({ try StoredFileQueries.file(file, in: $0) }) else { throw NotFound() }
    let place = store.path(of: file.hash)
    let size = (try? FileManager.default.attributesOfItem(atPath: place.path)[.size]) as? Int
    guard size == file.byteCount, FileManager.default.isReadableFile(atPath: place.path) else {
      throw ServiceUnavailable()
    }
    let tag = "\"\(Sodium.hexadecimal(Array(file.hash.prefix(16))))\""
    // A range of a changed file must not be combined with the rest of the old one.
    let isSame = visit.rangeCondition.isEmpty || visit.rangeCondition == tag
    let range = isSame ? ByteRange.parse(visit.range, size: file.byteCount) : nil
    var reply = Reply.file(
      place, size: file.byteCount, range: visit.isHeadOnly ? nil : range, name: "\(name).pdf", type: "application/pdf",
      isSaved: visit.query["ansehen"] != "1")
    reply.headers.append(("etag", tag))
    return visit.isHeadOnly ? reply.withoutFile(size: file.byteCount) : reply
  }
}

/// The byte range of the header `Range` (RFC 9110, 14.1.2): a single one; several are answered with the whole file.
enum ByteRange {
  static func parse(_ header: String, size: Int) -> ClosedRange<Int>? {
    guard header.hasPrefix("bytes="), !header.contains(","), size > 0 else { return nil }
    let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    if ends[0].isEmpty {
      guard let last = TypedNumber.count(ends[1]), last > 0 else { return nil }
      return max(0, size - last)...(size - 1)
    }
    guard let first = TypedNumber.count(ends[0]), first < size else { return nil }
    guard !ends[1].isEmpty else { return first...(size - 1) }
    guard let last = TypedNumber.count(ends[1]), last >= first else { return nil }
    return first...min(last, size - 1)
  }
}

extension Document {
  /// The check code in groups, as printed on paper.
  package var groupedCode: String { (try? LetterCode(typed: code))?.grouped ?? code }

  /// The name of its kind, unless the title contains it.
  package func overline(_ t: Texts) -> String? {
    let name = t("documents.kind.\(kind.rawValue)")
    return title.hasPrefix(name) ? nil : name
  }

  var fileName: String { Self.fileName(title) }

  /// A file name made from a title, without characters that file systems refuse.
  package static func fileName(_ title: String) -> String {
    let kept = title.unicodeScalars.map { scalar in
      CharacterSet.alphanumerics.contains(scalar) || " -_.,".unicodeScalars.contains(scalar) ? Character(scalar) : " "
    }
    let name = String(String(kept).prefix(80)).trimmingCharacters(in: .whitespaces)
    return name.isEmpty ? "Dokument" : name
  }
}

extension Texts {
  /// Who opened a document first, and when, in words.
  package func receipt(_ receipt: Receipt?, _ clock: WallClock) -> String {
    guard let receipt else { return self("documents.receipt.none") }
    let key = receipt.isByDeputy ? "deputy" : "own"
    let name = receipt.name.isEmpty ? self("documents.receipt.erased") : receipt.name
    return self("documents.receipt.\(key)", ["time": longTime(receipt.openedAt, clock), "name": name])
  }
}
