/// Drafts that are sealed just now: whoever presses again waits for the first press instead of sealing once more. That
/// each is issued once is decided where it is written.
actor DraftSealing {
  private var running: [Int64: Task<Int64, any Error>] = [:]

  func once(_ draft: Int64, _ work: @escaping @Sendable () async throws -> Int64) async throws -> Int64 {
    if let running = running[draft] { return try await running.value }
    let task = Task { try await work() }
    running[draft] = task
    defer { running[draft] = nil }
    return try await task.value
  }
}
