import Foundation

extension Typesetter {
  /// Items typeset in one go: beyond this, Typst's memory grows and nothing gets faster.
  private static let chunkSize = 200

  /// Many letters as one PDF, written to `path` at the end in one step, replacing what was there. Only its owner can
  /// read it. The layout gets, for each item, the fields of `common` and of the item; the item's win.
  ///
  /// 10,000 letters take about a minute of processor time. Runs take turns, chunk by chunk; cancelling
  /// takes effect after the current chunk of 200.
  /// - Parameter progress: Called with the number of items done so far, after each chunk.
  /// - Throws: `TypesettingError`, or the error of the file system; then `path` is as it was.
  package func run(
    _ layout: Layout, items: [some Encodable & Sendable], common: some Encodable & Sendable, title: String,
    to path: URL, progress: @Sendable (Int) async -> Void
  ) async throws -> TypesetRun {
    guard !items.isEmpty else { throw TypesettingError.fault("nothing to typeset") }
    let folder = try partsFolder(beside: path)
    defer { try? FileManager.default.removeItem(at: folder) }
    let chunks = stride(from: 0, to: items.count, by: Self.chunkSize).map { start in
      items[start..<min(start + Self.chunkSize, items.count)]
    }
    let parts = chunks.indices.map { folder.appending(path: "\($0).pdf") }
    let answers = try await answers(
      for: chunks.count, progress: { await progress(min($0 * Self.chunkSize, items.count)) }
    ) {
      press, index in
      let body = try JSONEncoder().encode(LayoutData(items: Array(chunks[index]), common: common))
      return try await press.answer(to: .typeset(layout, title: title, out: parts[index]), body: [UInt8](body)).0
    }
    var firstPages: [Int] = []
    var pageCount = 0
    for answer in answers {
      firstPages += (answer.firstPages ?? []).map { $0 + pageCount }
      pageCount += answer.pages ?? 0
    }
    let whole = folder.appending(path: "whole.pdf")
    _ = try await press.answer(to: .join(parts: parts, out: whole))
    try replace(path, with: whole)
    return TypesetRun(firstPages: firstPages, pageCount: pageCount)
  }

  /// Has all presses at work, each with its next chunk as soon as it is done with one.
  /// - Returns: the answers in the order of the chunks.
  private func answers(
    for count: Int, progress: @Sendable (_ chunks: Int) async -> Void,
    _ work: @Sendable @escaping (WorkerSeat, Int) async throws -> WorkerAnswer
  ) async throws -> [WorkerAnswer] {
    var answers = [WorkerAnswer?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: (WorkerSeat, Int, WorkerAnswer).self) { group in
      for (index, press) in presses.enumerated() where index < count {
        group.addTask { (press, index, try await work(press, index)) }
      }
      var next = presses.count
      var done = 0
      while let (press, index, answer) = try await group.next() {
        answers[index] = answer
        done += 1
        await progress(done)
        try Task.checkCancellation()
        guard next < count else { continue }
        let following = next
        group.addTask { (press, following, try await work(press, following)) }
        next += 1
      }
    }
    return answers.compactMap { $0 }
  }

  /// A folder only this program's user can read, named after the file so that what a killed run left is cleared.
  private func partsFolder(beside path: URL) throws -> URL {
    let folder = path.deletingLastPathComponent().appending(path: ".\(path.lastPathComponent).parts")
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return folder
  }

  private func replace(_ path: URL, with new: URL) throws {
    guard rename(new.path, path.path) == 0 else {
      throw TypesettingError.fault("\(path.path): \(String(cString: strerror(errno)))")
    }
  }
}
