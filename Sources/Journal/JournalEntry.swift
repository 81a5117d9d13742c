import Chronology
import Foundation

/// One entry of the audit log (Protokoll): who, on whose behalf, what, when, from where, before and after.
package struct JournalEntry: Sendable, Equatable {
  /// The account that acted; nil for the portal itself or a visitor without account.
  package var actor: Int64?
  /// The account on whose behalf a deputy acted.
  package var actingFor: Int64?
  /// What happened.
  package var event: Event
  /// What it happened to: a kind such as `company`, with its key.
  package var subject: Subject
  /// The network address of the request; empty for the portal's own work.
  package var address: String
  /// What changed: names and values, never a secret.
  package var details: [String: String]

  package init(
    _ event: Event, _ subject: Subject, actor: Int64?, actingFor: Int64? = nil, address: String = "",
    details: [String: String] = [:]
  ) {
    self.event = event
    self.subject = subject
    self.actor = actor
    self.actingFor = actingFor
    self.address = address
    self.details = details
  }

  package struct Subject: Sendable, Equatable {
    package let kind: SubjectKind
    package let id: Int64?

    package init(_ kind: SubjectKind, _ id: Int64? = nil) {
      self.kind = kind
      self.id = id
    }
  }

  var detailsText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(details)) ?? Data("{}".utf8)
    return String(decoding: data, as: UTF8.self)
  }
}

/// An entry as stored.
package struct RecordedEntry: Sendable {
  package let id: Int64
  package let occurredAt: Instant
  package let entry: JournalEntry
}
