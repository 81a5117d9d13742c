import Chronology
import Database
import Foundation
import Logging
import Settings
import Typesetting
import Web
import Work

extension JobKind {
  /// The printing of one run of letters.
  package static let letters = JobKind("letters")
}

/// The job that makes the PDF of a run. The file is in place before the letters are marked as printed, and what belongs
/// to them (the hashes of PINs) is stored in the same transaction as the mark. An interrupted run is made again from
/// the beginning, with new PINs, and replaces the file: no letter is ever posted with a PIN unknown to the portal. A
/// letter that cannot be typeset returns to the queue with the reason and holds up no other.
package struct LetterPrinting: JobHandler {
  package let kind = JobKind.letters
  package let attempts = 5

  let database: Database
  let typesetter: Typesetter
  let kinds: [String: any LetterKind]
  let settings: ChamberSettings
  let texts: Texts
  let clock: WallClock
  /// The folder of the files until they are posted.
  let folder: URL
  let chamberKind: ChamberKind
  let logger: Logger

  package init(
    database: Database, typesetter: Typesetter, kinds: [any LetterKind], settings: ChamberSettings, texts: Texts,
    clock: WallClock, folder: URL, chamberKind: ChamberKind, logger: Logger
  ) {
    self.database = database
    self.typesetter = typesetter
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    self.settings = settings
    self.texts = texts
    self.clock = clock
    self.folder = folder
    self.chamberKind = chamberKind
    self.logger = logger
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    guard let run = try await database.read({ try Letters.run(id, in: $0) }), run.state == .making else { return "" }
    guard let kind = kinds[run.kind] else { throw JobGivenUp("no such kind of letter: \(run.kind)") }
    let now = clock.now
    let (letters, unprepared) = try await prepared(id, kind, now: now)
    let name = "\(run.kind)-\(id).pdf"
    // Letters whose reason has gone meanwhile, such as a revoked PIN, are not printed.
    let set = try await made(letters, of: kind, named: name, at: now, besides: unprepared) { done in
      try? await report(done: done, of: letters.count)
    }
    for letter in set.unset {
      logger.warning(
        "a letter was not printed",
        metadata: ["kind": "\(run.kind)", "subject": "\(letter.subject)", "why": "\(letter.detail)"])
    }
    return try await database.write { connection in
      for letter in set.unset { try Letters.putBack(letter, from: id, in: connection) }
      guard !set.printed.isEmpty else {
        try Letters.noteNothingLeft(id, now: now, in: connection)
        return ""
      }
      guard try Letters.noteReady(id, file: name, pages: set.pages, now: now, in: connection) else { return name }
      try Letters.noteContent(id, printed: set.printed.map(\.subject), in: connection)
      for letter in set.printed { try letter.commit(connection) }
      return name
    }
  }

  /// The letters of a run and, if their kind cannot prepare all of them, the failed ones.
  private func prepared(
    _ run: Int64, _ kind: any LetterKind, now: Instant
  ) async throws -> (letters: [PreparedLetter], unset: [UnsetLetter]) {
    let subjects = try await database.read { try Letters.subjects(of: run, in: $0) }
    do {
      return (try await database.read { try kind.prepare(subjects, now: now, in: $0) }, [])
    } catch  where !(error is DatabaseError || error is CancellationError) {
      var found: (letters: [PreparedLetter], unset: [UnsetLetter]) = ([], [])
      for subject in subjects {
        do {
          found.letters += try await database.read { try kind.prepare([subject], now: now, in: $0) }
        } catch  where !(error is DatabaseError || error is CancellationError) {
          found.unset.append(UnsetLetter(subject: subject, addressee: "", problem: .data, detail: "\(error)"))
        }
      }
      return found
    }
  }

  private func made(
    _ letters: [PreparedLetter], of kind: any LetterKind, named name: String, at now: Instant,
    besides unset: [UnsetLetter],
    progress: @Sendable (Int) async -> Void
  ) async throws -> SetLetters {
    guard !letters.isEmpty else { return SetLetters(unset: unset) }
    let parts = folder.appendingPathComponent("\(name).parts", isDirectory: true)
    try FileManager.default.createDirectory(
      at: parts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: parts) }
    let setting = LetterSetting(
      typesetter: typesetter, layout: kind.layout,
      common: LetterData.common(settings, texts, chamberKind, on: clock.day(of: now)),
      title: texts("postbox.letter.\(kind.kind).title"), parts: parts)
    var set = try await setting.make(letters, to: folder.appendingPathComponent(name), progress: progress)
    set.unset += unset
    return set
  }
}

extension LetterData {
  /// Data common to all letters and documents of the chamber.
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
