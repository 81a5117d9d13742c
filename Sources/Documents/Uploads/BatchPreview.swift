import Database
import Foundation
import Typesetting
import Work

/// Matches the documents of an archive, or the pages of one PDF, with recipients by their numbers.
extension Documents {
  private static let mostFiles = 10_000
  /// The maximum unpacked size of an archive, as a multiple of the size limit of uploads.
  private static let mostUnpacked = 20

  /// Files per step, after which progress is reported.
  private static let step = 20

  /// Splits an upload into items and finds their recipients.
  /// - Throws: `UploadProblem` when the whole upload is rejected, or `StorageFull`.
  func items(of file: URL, _ order: BatchOrder, _ report: JobReport) async throws -> [PreviewedItem] {
    let folder = try store.draft()
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    return Self.isArchive(try Self.beginning(of: file))
      ? try await itemsOfArchive(file, order, in: folder, report)
      : try await itemsOfPages(file, order, in: folder, report)
  }

  private static func beginning(of file: URL) throws -> Data {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    return try handle.read(upToCount: 4) ?? Data()
  }

  // MARK: An archive, matched by the names of its files

  private func itemsOfArchive(
    _ file: URL, _ order: BatchOrder, in folder: URL, _ report: JobReport
  ) async throws -> [PreviewedItem] {
    let files: [UnpackedFile]
    do {
      files = try await typesetter.unzip(
        file, mostFiles: Self.mostFiles, mostBytes: uploadLimit * Self.mostUnpacked, to: folder)
    } catch TypesettingError.tooLarge, TypesettingError.timedOut {
      throw UploadProblem.tooLarge
    } catch {
      throw UploadProblem(fault: error) ?? error
    }
    guard !files.isEmpty else { throw UploadProblem.nothingInside }
    let names = files.map { ($0.name as NSString).deletingPathExtension }
    let numbers = names.map { NumberRules.numbers(inName: $0) }
    let known = try await recipients(order.recipients, numbered: numbers.flatMap { $0 })
    let strangers = FileNameRules.strangers(inNames: names, known: known.mapValues(\.subject))
    var items: [PreviewedItem] = []
    for (index, unpacked) in files.enumerated() {
      if index.isMultiple(of: Self.step) { try await report(done: index, of: files.count) }
      var item = Self.matched(
        PreviewedItem(label: Self.label(unpacked.name)), numbers[index], known, hasStranger: !strangers[index].isEmpty)
      if let problem = unpacked.problem {
        item.problem = problem == .encrypted ? .encrypted : .damaged
      } else {
        try await take(folder.appendingPathComponent("\(index).pdf"), into: &item)
      }
      items.append(item)
    }
    return items
  }

  /// The name of a file made safe for display; an archive may contain anything.
  private static func label(_ name: String) -> String {
    let shown = String(
      String.UnicodeScalarView(
        name.unicodeScalars.filter {
          !$0.properties.isDefaultIgnorableCodePoint
            && !CharacterSet.controlCharacters.contains($0)
        })
    ).trimmingCharacters(in: .whitespaces)
    return shown.isEmpty ? "?" : String(shown.prefix(200))
  }

  /// Validates a file of the batch and stores it, unless nobody could ever get it. Problems are noted on the item; the
  /// others continue.
  private func take(_ file: URL, into item: inout PreviewedItem) async throws {
    do {
      let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
      guard let size, size > 0 else { throw size == 0 ? UploadProblem.blank : .damaged }
      item.pages = try await checkPDF(file, inBulk: true).pages
      item.stored = try store.keep(file)
    } catch let problem as UploadProblem {
      item.problem = problem
    }
  }

  // MARK: One PDF, cut where another number begins

  private func itemsOfPages(
    _ file: URL, _ order: BatchOrder, in folder: URL, _ report: JobReport
  ) async throws -> [PreviewedItem] {
    let texts = try await checkPDF(file, texts: true, inBulk: true).texts
    let words = RecipientWords(of: order.recipients, among: directories)
    var numbers: [PageNumbers] = []
    for text in texts {
      numbers.append(PageNumberRules.numbers(on: text, after: words))
      // Other people's pages wait for the same threads.
      await Task.yield()
    }
    let known = try await recipients(order.recipients, numbered: numbers.flatMap(\.asked))
    let parts = NumberRules.parts(numbers, known: known.mapValues(\.subject))
    let outs = parts.indices.map { folder.appendingPathComponent("part-\($0).pdf") }
    do {
      try await typesetter.cut(file, into: zip(parts, outs).map { PagePart($0.pages, out: $1) })
    } catch {
      throw UploadProblem(fault: error) ?? error
    }
    var items: [PreviewedItem] = []
    for (index, (part, out)) in zip(parts, outs).enumerated() {
      if index.isMultiple(of: Self.step) { try await report(done: index, of: parts.count) }
      var item = Self.item(part, numbers, known)
      let usual = NumberRules.usualLength(beside: index, of: parts.map(\.pages.count))
      if let usual, usual != part.pages.count { item.usualPages = usual }
      try await take(out, into: &item)
      items.append(item)
    }
    return items
  }

  private static func item(
    _ part: NumberedPages, _ numbers: [PageNumbers], _ known: [String: (subject: Int64, name: String)]
  ) -> PreviewedItem {
    let (first, last) = (part.pages.lowerBound, part.pages.upperBound)
    var item = PreviewedItem(label: first == last ? "\(first + 1)" : "\(first + 1)–\(last + 1)")
    switch part.finding {
    case .person(let subject):
      item.subject = subject
      item.number = numbers[first].keys.first { known[$0]?.subject == subject } ?? ""
    case .none: item.problem = .noNumber
    case .unknown: item.problem = .unknownNumber
    case .several: item.problem = .severalNumbers
    }
    return item
  }

  // MARK: Recipients

  private func recipients(
    _ kind: RecipientKind, numbered keys: [String]
  ) async throws -> [String: (subject: Int64, name: String)] {
    guard let directory = directory(kind) else { return [:] }
    let keys = Array(Set(keys))
    return try await database.read { try directory.find(keys, in: $0) }
  }

  private static func matched(
    _ item: PreviewedItem, _ numbers: [String], _ known: [String: (subject: Int64, name: String)], hasStranger: Bool
  ) -> PreviewedItem {
    var item = item
    let found = Set(numbers.filter { known[$0] != nil })
    if found.count == 1, !hasStranger, let number = found.first {
      item.number = number
      item.subject = known[number]?.subject
    } else {
      item.problem = !found.isEmpty ? .severalNumbers : numbers.isEmpty ? .noNumber : .unknownNumber
    }
    return item
  }
}
