import Accounts
import Chronology
import Companies
import Database
import Foundation
import Typesetting
import Web

/// What an officer wants to issue to many at once.
package struct BatchOrder: Sendable {
  let kind: DocumentKind
  let title: String
  let recipients: RecipientKind

  package init(kind: DocumentKind, title: String, recipients: RecipientKind) {
    self.kind = kind
    self.title = title
    self.recipients = recipients
  }
}

/// Matches the documents of an archive, or the pages of one PDF, with recipients by their numbers.
extension Documents {
  private static let mostFiles = 2_000
  /// An archive may unpack to so many times its own largest size.
  private static let mostUnpacked = 20
  /// Longer ones are words, not numbers.
  private static let longestNumber = 30
  private static let shortestInName = 2
  /// Shorter ones are years, postcodes' parts and amounts.
  private static let shortestOfDigits = 5

  /// Takes an upload apart, finds the recipients, and keeps both for the officer to look at.
  /// - Returns: the key of the batch.
  /// - Throws: `UploadProblem` when the upload as a whole is not taken, or `StorageFull`.
  package func preview(_ upload: Upload, _ order: BatchOrder, cause: Cause) async throws -> Int64 {
    let file = try draft(of: upload)
    let folder = try store.draft()
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: folder)
    }
    let isArchive = upload.content.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04])
    let items =
      isArchive
      ? try await itemsOfArchive(file, order, folder) : try await itemsOfPages(file, order, folder)
    guard let officer = cause.actor else { throw NotFound() }
    return try await database.write { connection in
      try DocumentBatchQueries.add(
        order.kind, title: order.title, to: order.recipients, items, by: officer, now: cause.now, in: connection)
    }
  }

  // MARK: An archive, matched by the names of its files

  private func itemsOfArchive(_ file: URL, _ order: BatchOrder, _ folder: URL) async throws -> [PreviewedItem] {
    let names: [String]
    do {
      names = try await typesetter.unzip(
        file, mostFiles: Self.mostFiles, mostBytes: uploadLimit * Self.mostUnpacked, to: folder)
    } catch TypesettingError.document {
      throw UploadProblem.damaged
    } catch TypesettingError.encrypted {
      throw UploadProblem.encrypted
    } catch TypesettingError.tooLarge {
      throw UploadProblem.tooLarge
    }
    guard !names.isEmpty else { throw UploadProblem.nothingInside }
    let numbers = names.map { name in
      Self.numbers(inName: (name as NSString).deletingPathExtension)
    }
    let known = try await recipients(order.recipients, numbered: numbers.flatMap { $0 })
    var items: [PreviewedItem] = []
    for (index, name) in names.enumerated() {
      var item = Self.matched(PreviewedItem(label: String(name.prefix(200))), numbers[index], known)
      try await take(folder.appendingPathComponent("\(index).pdf"), into: &item)
      items.append(item)
    }
    return items
  }

  /// Checks a file of the batch and keeps it.
  private func take(_ file: URL, into item: inout PreviewedItem) async throws {
    do {
      item.pages = try await checkPDF(file, inBulk: true).pages
      if item.problem == nil { item.stored = try store.keep(file) }
    } catch let problem as UploadProblem {
      item.problem = problem
    }
  }

  // MARK: One PDF, cut where another number begins

  private func itemsOfPages(_ file: URL, _ order: BatchOrder, _ folder: URL) async throws -> [PreviewedItem] {
    let texts = try await checkPDF(file, texts: true, inBulk: true).texts
    let numbers = texts.map { Self.numbers(inText: $0) }
    let known = try await recipients(order.recipients, numbered: numbers.flatMap { $0 })
    let parts = PagePartRules.parts(numbers.map { page in Set(page.filter { known[$0] != nil }) })
    let outs = parts.indices.map { folder.appendingPathComponent("part-\($0).pdf") }
    try await typesetter.cut(file, into: zip(parts, outs).map { PagePart($0.pages, out: $1) })
    var items: [PreviewedItem] = []
    for (part, out) in zip(parts, outs) {
      let label =
        part.pages.count == 1
        ? "\(part.pages.lowerBound + 1)" : "\(part.pages.lowerBound + 1)–\(part.pages.upperBound + 1)"
      var item = Self.matched(PreviewedItem(label: label), Array(part.numbers), known)
      try await take(out, into: &item)
      items.append(item)
    }
    return items
  }

  // MARK: Numbers

  /// What can be a number of the chamber in the name of a file: its parts between blanks and hyphens, alone and with the
  /// parts that follow.
  static func numbers(inName name: String) -> [String] {
    let parts = name.split { $0.isWhitespace || "_-,;()[]".contains($0) }.map(String.init)
    return keys(of: parts, joining: 3, atLeast: shortestInName)
  }

  /// The same in running text, where days, years and amounts stand, too: words with letter and digit (A-1002), or at least
  /// five digits in groups (400 1001).
  static func numbers(inText text: String) -> [String] {
    let words = text.split { $0.isWhitespace || ";()[]".contains($0) }.map { word in
      word.trimmingCharacters(in: CharacterSet(charactersIn: ".,:"))
    }
    let marked = words.filter { word in
      word.contains(where: \.isNumber) && word.contains(where: \.isLetter) && !word.contains(",")
    }
    let groups = words.split { word in !word.allSatisfy { $0.isNumber || $0 == "-" || $0 == "/" } }
    let digits = groups.flatMap { keys(of: Array($0), joining: 3, atLeast: shortestOfDigits) }
    return keys(of: marked, joining: 1, atLeast: shortestInName) + digits
  }

  private static func keys(of words: [String], joining most: Int, atLeast shortest: Int) -> [String] {
    words.indices.flatMap { start in
      (1...most).compactMap { length -> String? in
        guard start + length <= words.count else { return nil }
        let key = PINRules.numberKey(words[start..<(start + length)].joined())
        let isNumber = (shortest...longestNumber).contains(key.count) && key.contains(where: \.isNumber)
        return isNumber ? key : nil
      }
    }
  }

  private func recipients(
    _ kind: RecipientKind, numbered keys: [String]
  ) async throws -> [String: (subject: Int64, name: String)] {
    guard let directory = directory(kind) else { return [:] }
    let keys = Array(Set(keys))
    return try await database.read { try directory.find(keys, in: $0) }
  }

  private static func matched(
    _ item: PreviewedItem, _ numbers: [String], _ known: [String: (subject: Int64, name: String)]
  ) -> PreviewedItem {
    var item = item
    let found = Set(numbers.filter { known[$0] != nil })
    if found.count == 1, let number = found.first {
      item.number = number
      item.subject = known[number]?.subject
    } else {
      item.problem = found.count > 1 ? .severalNumbers : numbers.isEmpty ? .noNumber : .unknownNumber
    }
    return item
  }
}

/// Pages of one file that belong to one recipient.
struct NumberedPages: Sendable, Equatable {
  let pages: ClosedRange<Int>
  let numbers: Set<String>
}

enum PagePartRules {
  /// A page without a number belongs to the one before; a page with another number begins a new document.
  static func parts(_ numbersOfPages: [Set<String>]) -> [NumberedPages] {
    var parts: [NumberedPages] = []
    for (page, numbers) in numbersOfPages.enumerated() {
      if let last = parts.last, numbers.isEmpty || numbers == last.numbers {
        parts[parts.count - 1] = NumberedPages(pages: last.pages.lowerBound...page, numbers: last.numbers)
      } else {
        parts.append(NumberedPages(pages: page...page, numbers: numbers))
      }
    }
    return parts
  }
}
