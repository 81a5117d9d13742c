import Foundation

extension Typesetter {
  /// Items typeset at once: with more, Typst's memory grows and nothing gets faster.
  private static let chunkSize = 200
  /// If this many items at the start of a chunk fail, the layout is at fault.
  private static let fewest = 25

  /// Typesets many letters into one PDF, which replaces `path` atomically at the end, readable by its owner only. For
  /// each item the layout gets the fields of `common` and of the item, which win.
  ///
  /// 10,000 letters take about a minute of processor time. Concurrent runs take turns, chunk by chunk; cancellation
  /// takes effect after the current chunk of 200. An item that cannot be set is found and left out.
  /// - Parameter progress: called after each chunk with the number of items done so far.
  /// - Throws: `TypesettingError`, or the error of the file system; `path` is unchanged then.
  package func run<Item: Encodable & Sendable>(
    _ layout: Layout, items: [Item], common: some Encodable & Sendable, title: String,
    to path: URL, progress: @Sendable (Int) async -> Void
  ) async throws -> TypesetRun {
    guard !items.isEmpty else { throw TypesettingError.fault("nothing to typeset") }
    let folder = try partsFolder(beside: path)
    defer { try? FileManager.default.removeItem(at: folder) }
    let starts = Array(stride(from: 0, to: items.count, by: Self.chunkSize))
    let begun = stops
    let chunks = try await chunks(
      starts.count, progress: { await progress(min($0 * Self.chunkSize, items.count)) }
    ) { seat, index in
      let start = starts[index]
      return try await self.set(start..<min(start + Self.chunkSize, items.count), begun) { places in
        let part = folder.appending(path: "\(places.lowerBound)-\(places.upperBound).pdf")
        let body = try JSONEncoder().encode(LayoutData(items: Array(items[places]), common: common))
        let answer = try await seat.answer(to: .typeset(layout, title: title, out: part), body: [UInt8](body)).0
        return SetItems(parts: [part], firstPages: answer.firstPages ?? [], pageCount: answer.pages ?? 0)
      }
    }
    let all = chunks.reduce(into: SetItems()) { $0.append($1) }
    if !all.parts.isEmpty {
      let whole = folder.appending(path: "whole.pdf")
      _ = try await nextRunSeat.answer(to: .join(parts: all.parts, out: whole))
      try replace(path, with: whole)
    }
    return TypesetRun(firstPages: all.firstPages, pageCount: all.pageCount, unset: all.unset)
  }

  /// Sets some items together; if that fails because of one of them, bisects.
  private func set(
    _ places: Range<Int>, _ begun: Int, _ work: @Sendable (Range<Int>) async throws -> SetItems
  ) async throws -> SetItems {
    do {
      return try await work(places)
    } catch let error as TypesettingError where error.isOfOneItem && begun == stops {
      guard places.count > 1 else { return SetItems(unset: [places.lowerBound: error]) }
      try Task.checkCancellation()
      let middle = places.lowerBound + places.count / 2
      var found = try await set(places.lowerBound..<middle, begun, work)
      // This many failures and no success: not the fault of a single item.
      if found.parts.isEmpty, found.unset.count >= Self.fewest { throw error }
      found.append(try await set(middle..<places.upperBound, begun, work))
      return found
    }
  }

  /// Distributes the chunks over all run workers.
  /// - Returns: the results, in the order of the chunks.
  private func chunks(
    _ count: Int, progress: @Sendable (_ chunks: Int) async -> Void,
    _ work: @Sendable @escaping (WorkerSeat, Int) async throws -> SetItems
  ) async throws -> [SetItems] {
    var found = [SetItems?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: (WorkerSeat, Int, SetItems).self) { group in
      for (index, seat) in runSeats.enumerated() where index < count {
        group.addTask { (seat, index, try await work(seat, index)) }
      }
      var next = runSeats.count
      var done = 0
      while let (seat, index, chunk) = try await group.next() {
        found[index] = chunk
        done += 1
        await progress(done)
        try Task.checkCancellation()
        guard next < count else { continue }
        let following = next
        group.addTask { (seat, following, try await work(seat, following)) }
        next += 1
      }
    }
    return found.compactMap { $0 }
  }

  /// A folder accessible to this program's user only, named after the file so that the remains of a killed run are
  /// cleared.
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

/// The result of setting some items of a run.
private struct SetItems: Sendable {
  var parts: [URL] = []
  /// Page numbers relative to these items.
  var firstPages: [Int] = []
  var pageCount = 0
  var unset: [Int: TypesettingError] = [:]

  mutating func append(_ others: SetItems) {
    parts += others.parts
    firstPages += others.firstPages.map { $0 + pageCount }
    pageCount += others.pageCount
    unset.merge(others.unset) { first, _ in first }
  }
}
