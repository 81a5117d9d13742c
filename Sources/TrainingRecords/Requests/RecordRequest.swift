import Chronology
import Database

/// An officer's request that an apprentice release a record (Anfrage auf Freigabe).
struct RecordRequest: Sendable {
  let id: Int64
  let reason: String
  let askedAt: Instant
  let askedBy: Int64
  let name: String
  let state: RecordRequestState
}

enum RecordRequestState: String, Sendable, ColumnValue {
  case open
  case granted
  case refused
  case withdrawn
}
