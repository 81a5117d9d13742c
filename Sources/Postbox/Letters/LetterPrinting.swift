import Chronology
import Database
import Foundation
import Settings
import Typesetting
import Web
import Work

/// Makes the PDF of a run. The file comes to its place before the letters are marked printed, and what belongs to them
/// (the hashes of PINs) is stored in the same transaction as the mark. A run that was interrupted is made anew from the
/// beginning, with new PINs, and replaces the file: no letter is ever posted whose PIN is not known.
package struct LetterPrinting: JobHandler {
  package static let jobKind = "letters"
  package let kind = LetterPrinting.jobKind
  package let attempts = 5

  let database: Database
  let typesetter: Typesetter
  let kinds: [String: any LetterKind]
  let settings: ChamberSettings
  let texts: Texts
  let clock: WallClock
  /// Where the files lie until they are posted.
  let folder: URL
  let chamberKind: ChamberKind

  package init(
    database: Database, typesetter: Typesetter, kinds: [any LetterKind], settings: ChamberSettings, texts: Texts,
    clock: WallClock, folder: URL, chamberKind: ChamberKind
  ) {
    self.database = database
    self.typesetter = typesetter
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    self.settings = settings
    self.texts = texts
    self.clock = clock
    self.folder = folder
    self.chamberKind = chamberKind
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    guard let run = try await database.read({ try Letters.run(id, in: $0) }), run.state == .making else { return "" }
    guard let kind = kinds[run.kind] else { throw JobGivenUp("no such kind of letter: \(run.kind)") }
    let now = clock.now
    let letters = try await database.read { connection in
      try kind.prepare(try Letters.subjects(of: id, in: connection), now: now, in: connection)
    }
    // Letters whose reason went away meanwhile, such as a PIN that was revoked, are not printed.
    guard !letters.isEmpty else {
      try await database.write { try Letters.noteNothingLeft(id, now: now, in: $0) }
      return ""
    }
    let name = "\(run.kind)-\(id).pdf"
    let pages = try await make(letters, kind, title: texts("postbox.letter.\(run.kind).title"), name, now) { done in
      try? await report(done: done, of: letters.count)
    }
    try await database.write { connection in
      guard try Letters.noteReady(id, file: name, pages: pages, now: now, in: connection) else { return }
      for letter in letters { try letter.commit(connection) }
    }
    return name
  }
}

extension LetterPrinting {
  /// - Returns: the number of pages.
  private func make(
    _ letters: [PreparedLetter], _ kind: any LetterKind, title: String, _ name: String, _ now: Instant,
    progress: @Sendable (Int) async -> Void
  ) async throws -> Int {
    let file = folder.appendingPathComponent(name)
    let items = letters.compactMap(\.data)
    let isPlain = letters.allSatisfy { $0.enclosure == nil }
    let parts = folder.appendingPathComponent("\(name).parts", isDirectory: true)
    try FileManager.default.createDirectory(
      at: parts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: parts) }
    let set = parts.appendingPathComponent("set.pdf")
    let run =
      try await items.isEmpty
      ? nil
      : typesetter.run(
        kind.layout, items: items,
        common: LetterData.common(settings, texts, chamberKind, on: clock.day(of: now)), title: title,
        to: isPlain ? file : set, progress: progress)
    if isPlain { return run?.pageCount ?? 0 }
    var covers = Array(try await cut(set, run, in: parts).reversed())
    let all = letters.flatMap { letter in
      [letter.data == nil ? nil : covers.popLast(), letter.enclosure].compactMap { $0 }
    }
    return try await typesetter.append(all, to: file)
  }

  /// Each letter of a run as a file of its own.
  private func cut(_ set: URL, _ run: TypesetRun?, in folder: URL) async throws -> [URL] {
    guard let run else { return [] }
    let ends = run.firstPages.dropFirst().map { $0 - 2 } + [run.pageCount - 1]
    let parts = zip(run.firstPages, ends).enumerated().map { index, pages in
      PagePart(pages.0 - 1...pages.1, out: folder.appendingPathComponent("\(index).pdf"))
    }
    try await typesetter.cut(set, into: parts)
    return parts.indices.map { folder.appendingPathComponent("\($0).pdf") }
  }
}

extension LetterData {
  /// What all letters and documents of the chamber share.
  package static func common(
    _ settings: ChamberSettings, _ texts: Texts, _ chamberKind: ChamberKind, on day: CalendarDate
  ) -> LetterData {
    LetterData([
      "chamber": .group([
        "name": settings[ChamberIdentity.name], "street": settings[ChamberIdentity.street],
        "place": settings[ChamberIdentity.place], "phone": settings[ChamberIdentity.phone],
        "email": settings[ChamberIdentity.email], "web": settings[ChamberIdentity.web],
        "signatory": settings[ChamberIdentity.signatory], "colour": settings[ChamberIdentity.colour],
      ]),
      "date": .text(texts.plainDate(day)), "kind": .text(chamberKind.rawValue),
    ])
  }
}
