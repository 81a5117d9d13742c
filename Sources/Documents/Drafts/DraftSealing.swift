/// Drafts being sealed at the moment: a second click waits for the first instead of sealing again. That each is issued
/// once is decided in the database.
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
