import Accounts
import Chronology
import Database
import Web

/// A decision that two officers took together (Zustimmung, Vier-Augen-Prinzip): one proposed it, another agreed. Kept as
/// long as the audit log, and shown on the page of the object. If the object has no page after the decision, such as a
/// refused request or a refused deputy, only the audit log shows it.
package struct Agreement: Sendable {
  package let kind: FourEyesKind
  package let subject: Int64
  package let proposedBy: Person
  package let proposedAt: Instant
  package let agreedBy: Person
  package let agreedAt: Instant

  /// One of the two officers.
  package struct Person: Sendable {
    package let account: Int64
    /// Empty for an erased account.
    package let name: String

    fileprivate func words(_ t: Texts) -> String {
      name.isEmpty ? t("office.log.account", ["number": String(account)]) : name
    }
  }

  init(_ row: Row, _ kind: FourEyesKind, _ subject: Int64) throws {
    self.kind = kind
    self.subject = subject
    proposedBy = try Self.person(row, "proposed_by", "proposer")
    proposedAt = try row["proposed_at"]
    agreedBy = try Self.person(row, "agreed_by", "second")
    agreedAt = try row["agreed_at"]
  }

  private static func person(_ row: Row, _ key: String, _ who: String) throws -> Person {
    let (first, last): (String, String) = (try row["\(who)_first"], try row["\(who)_last"])
    return Person(account: try row[key], name: NameRules.full(first, last))
  }
}

extension HTML {
  /// One line for the page of an object: what two officers decided about it, who they were, and when. Nothing for nil.
  package mutating func agreement(_ agreement: Agreement?, for visit: Visit) {
    guard let agreement else { return }
    let (t, clock) = (visit.t, visit.clock)
    p(
      t(
        "office.fourEyes.agreed",
        [
          "what": t(agreement.kind.label), "proposer": agreement.proposedBy.words(t),
          "proposed": t.shortTime(agreement.proposedAt, clock), "second": agreement.agreedBy.words(t),
          "agreed": t.shortTime(agreement.agreedAt, clock),
        ]), .class("muted"))
  }
}
