import Accounts
import Chronology
import Companies
import Database
import Journal

extension Apprenticeships {
  package func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue] {
    guard rights.contains(.companies), let waiting = try CredentialRequestQueries.waiting(in: connection) else {
      return []
    }
    return [
      WorkQueue(
        .companies, title: "training.requests.title", path: ApprenticeshipPath.requests, count: waiting.count,
        oldest: waiting.oldest)
    ]
  }
}

extension FourEyesKind {
  package static let requestRefusal = FourEyesKind(
    "request_refusal", right: .companies, isOpen: CredentialRequestQueries.isOpen,
    logged: { .init(.credentialRequest, $0) }, path: { "\(ApprenticeshipPath.requests)/\($0)" },
    object: { "\(ApprenticeshipPath.requests)/\($0)" },
    title: { try CredentialRequestQueries.request($0, in: $1)?.companyName ?? "" })
}
