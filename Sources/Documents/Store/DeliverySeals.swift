import Chronology
import Database
import Settings
import Sodium

/// Keyed hashes over deliveries and receipts, whose times count as evidence. The key is not in the database.
package struct DeliverySeals: Sendable {
  private let key: SecretKey

  package init(key: SecretKey) {
    self.key = key.derived(for: "deliveries")
  }

  /// The seal over a delivery. Includes the number of recipients, so that the removal of one is detected.
  func provided(_ delivery: SealedDelivery) -> [UInt8] {
    let recipient = "\(delivery.kind) \(delivery.subject) of \(delivery.recipients)"
    return key.hash(
      "provided \(delivery.id) \(delivery.document) \(delivery.code) \(delivery.file) \(recipient) "
        + "\(delivery.providedAt.microseconds)")
  }

  func opened(_ delivery: Int64, at instant: Instant, by account: Int64, deputyship: Int64?) -> [UInt8] {
    key.hash("opened \(delivery) \(instant.microseconds) \(account) \(deputyship ?? 0)")
  }

  /// Seals older deliveries in their current state; once per database.
  package func begin(_ database: Database, now: Instant) async throws {
    guard try await database.read({ try InstallationQueries.value(.deliverySeals, in: $0) }) == nil else { return }
    var last: Int64 = 0
    while let newest = try await sealUnsealed(database, after: last) { last = newest }
    try await database.write {
      try InstallationQueries.note(.deliverySeals, String(now.microseconds), at: now, in: $0)
    }
  }

  /// - Returns: the last delivery examined; nil when there are no more.
  private func sealUnsealed(_ database: Database, after last: Int64) async throws -> Int64? {
    try await database.write { connection in
      let found = try DeliverySealQueries.deliveries(after: last, limit: 500, in: connection)
      for one in found where one.provided == nil {
        let receipt = one.receipt.map { opened(one.delivery.id, at: $0.at, by: $0.account, deputyship: $0.deputyship) }
        try DeliverySealQueries.add(
          one.delivery.id, provided: provided(one.delivery), opened: receipt, isAfterwards: true, in: connection)
      }
      return found.last?.delivery.id
    }
  }

  /// Verifies the seals of all deliveries and receipts.
  package func check(_ database: Database) async throws -> DeliveryCheck {
    var check = DeliveryCheck()
    var last: Int64 = 0
    while true {
      let after = last
      let found = try await database.read { try DeliverySealQueries.deliveries(after: after, limit: 500, in: $0) }
      guard let newest = found.last else { break }
      for one in found { note(one, in: &check) }
      last = newest.delivery.id
    }
    let gone = try await database.read { try DeliverySealQueries.sealsWithoutDelivery(in: $0) }
    check.damaged += gone.map { "delivery \($0) was removed" }
    return check
  }

  private func note(_ one: FoundDelivery, in check: inout DeliveryCheck) {
    check.checked += 1
    if one.isAfterwards { check.sealedAfterwards += 1 }
    let name = "delivery \(one.delivery.id) of document \(one.delivery.code)"
    guard let stored = one.provided else {
      check.damaged.append("\(name) was added past the portal")
      return
    }
    if stored != provided(one.delivery) {
      check.damaged.append("\(name) was changed: its time, its recipient or its document")
    }
    let receipt = one.receipt.map { opened(one.delivery.id, at: $0.at, by: $0.account, deputyship: $0.deputyship) }
    if receipt != one.opened { check.damaged.append("the receipt of \(name) was changed, added or removed") }
  }
}

/// The result of `verify` for deliveries and receipts.
package struct DeliveryCheck: Sendable {
  package var checked = 0
  /// Deliveries from before seals existed.
  package var sealedAfterwards = 0
  package var damaged: [String] = []
}

/// The data that a seal covers.
struct SealedDelivery: Sendable {
  let id: Int64
  let document: Int64
  let code: String
  let file: Int64
  let kind: String
  let subject: Int64
  /// How many recipients the document has.
  let recipients: Int
  let providedAt: Instant
}

/// A delivery with its receipt and its seals, as stored.
struct FoundDelivery: Sendable {
  struct Opening: Sendable {
    let at: Instant
    let account: Int64
    let deputyship: Int64?
  }

  let delivery: SealedDelivery
  let receipt: Opening?
  let provided: [UInt8]?
  let opened: [UInt8]?
  let isAfterwards: Bool
}
