import Chronology
import Database
import Documents
import Foundation
import Settings
import Web
import Work

/// What has to work for the portal to be ready.
struct Machinery: Sendable {
  let database: Database
  let schema: ExpectedSchema
  let installation: Installation
  let sealingKeys: SealingKeys
  /// The kinds of background jobs.
  let jobKinds: [JobKind]
}

/// Endpoints for the operator's monitoring: liveness, readiness, metrics. Strangers learn nothing but readiness.
struct OperationPages: PortalArea {
  /// On which port details are served.
  enum Listener: Sendable {
    /// On the portal's own port, to programs on this machine.
    case shared
    /// The portal's port while the operator has another one: no details for anybody.
    case withoutDetails
    /// The operator's own port.
    case own
  }

  let name = "Portal"
  let machinery: Machinery
  let listener: Listener

  func addRoutes(to routes: inout Routes) {
    routes.get("/health/live", .everyone) { _ in .text("live\n") }
    routes.get("/health/ready", .everyone, ready)
    routes.get("/metrics", listener == .own ? .everyone : .thisMachine, metrics)
  }

  private func tellsDetails(_ visit: Visit) -> Bool {
    switch listener {
    case .own: true
    case .withoutDetails: false
    case .shared: visit.isFromThisMachine
    }
  }

  @Sendable func ready(_ visit: Visit) async throws -> Reply {
    let isTold = tellsDetails(visit)
    guard await machinery.database.isReachable() else {
      return .text(isTold ? "database: not reachable\n" : "not ready\n", status: 503)
    }
    guard try await machinery.database.isUpToDate(with: machinery.schema) else {
      return .text(isTold ? "schema: not the one of this program; kammerportal migrate\n" : "not ready\n", status: 503)
    }
    let secret = try await machinery.installation.standing()
    guard secret != .another else {
      return .text(isTold ? "secret: not the one of this database\n" : "not ready\n", status: 503)
    }
    guard isTold else { return .text("ready\n") }
    let waiting = try await machinery.database.read { try Jobs.oldestWaiting(in: $0) }
    let lines = waiting.map { "\($0.kind): \($0.count) waiting, oldest \(visit.t.span(visit.now - $0.oldest))" }
    let seal = await machinery.sealingKeys.trouble(now: visit.now).map { "seal: \($0)" } ?? "seal: in order"
    let inOrder = ["database: reachable", "schema: as expected", "secret: in order", seal]
    return .text((inOrder + lines).joined(separator: "\n") + "\n")
  }

  /// Metrics in Prometheus text format. Only counts, nothing about persons.
  @Sendable func metrics(_ visit: Visit) async throws -> Reply {
    guard tellsDetails(visit) else { throw NotFound() }
    let counts = try await machinery.database.read { connection in
      try machinery.jobKinds.map { kind in
        (
          kind, try Jobs.count(kind, .waiting, in: connection), try Jobs.count(kind, .failed, in: connection)
        )
      }
    }
    var lines = [
      "# HELP kammerportal_jobs Work by kind and state.", "# TYPE kammerportal_jobs gauge",
    ]
    for (kind, waiting, failed) in counts {
      lines.append("kammerportal_jobs{kind=\"\(kind)\",state=\"waiting\"} \(waiting)")
      lines.append("kammerportal_jobs{kind=\"\(kind)\",state=\"failed\"} \(failed)")
    }
    lines += ["# HELP process_resident_memory_bytes Resident memory.", "# TYPE process_resident_memory_bytes gauge"]
    lines.append("process_resident_memory_bytes \(Self.residentBytes())")
    return .text(lines.joined(separator: "\n") + "\n", type: "text/plain; version=0.0.4; charset=utf-8")
  }

  private static func residentBytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { TypedNumber.whole($0, in: 0...1 << 40) } ?? 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
