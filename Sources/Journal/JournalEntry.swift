import Chronology
import Foundation

/// One line of the audit log (Protokoll): who, acting for whom, what, when, from where, before and after.
package struct JournalEntry: Sendable, Equatable {
  /// The account that acted; nil for the portal itself or for a visitor without account.
  package var actor: Int64?
  /// The principal for whom a deputy acted.
  package var actingFor: Int64?
  /// What happened, as a code such as `company.membership.withdrawn`; never the name of a type.
  package var event: String
  /// What it happened to, such as `company` with its key.
  package var subject: Subject
  /// The network address it came from; empty for the portal's own work.
  package var address: String
  /// What was changed: names and values, never a secret.
  package var details: [String: String]

  package init(
    _ event: String, _ subject: Subject, actor: Int64?, actingFor: Int64? = nil, address: String = "",
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
    package let kind: String
    package let id: Int64?

    package init(_ kind: String, _ id: Int64? = nil) {
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

/// A line as it was read back.
package struct RecordedEntry: Sendable {
  package let id: Int64
  package let occurredAt: Instant
  package let entry: JournalEntry
}
