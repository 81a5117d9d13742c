import Accounts
import Chronology
import Database
import Web

/// What two officers agreed on: one proposed it, another agreed. It stays for as long as the audit log, and is shown where
/// the thing that was decided about still has a page. What has none, such as a request that was refused, a person who was
/// not taken as deputy, is found in the audit log.
package struct Agreement: Sendable {
  package let kind: FourEyesKind
  package let subject: Int64
  package let proposedBy: Officer
  package let proposedAt: Instant
  package let agreedBy: Officer
  package let agreedAt: Instant

  /// One of the two.
  package struct Officer: Sendable {
    package let account: Int64
    /// Empty for an account that was erased.
    package let name: String

    fileprivate func words(_ t: Texts) -> String {
      name.isEmpty ? t("office.log.account", ["number": String(account)]) : name
    }
  }

  init(_ row: Row, _ kind: FourEyesKind, _ subject: Int64) throws {
    self.kind = kind
    self.subject = subject
    proposedBy = try Self.officer(row, "proposed_by", "proposer")
    proposedAt = try row["proposed_at"]
    agreedBy = try Self.officer(row, "agreed_by", "second")
    agreedAt = try row["agreed_at"]
  }

  private static func officer(_ row: Row, _ key: String, _ who: String) throws -> Officer {
    let (first, last): (String, String) = (try row["\(who)_first"], try row["\(who)_last"])
    return Officer(account: try row[key], name: NameRules.full(first, last))
  }
}

extension HTML {
  /// Tells on the page of something that two officers decided about it, and who they were; nothing where nobody did.
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
