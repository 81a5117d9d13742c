import Chronology
import Database
import Sodium

/// Ties a database to its installation: a check value tells whether the configured secret is the one that the
/// database's PINs, codes and encrypted contents were made with.
package struct Installation: Sendable {
  package enum Standing: Sendable, Equatable {
    /// The secret is that of this database.
    case same
    case another
    /// No check value is stored yet.
    case unknown
  }

  private let database: Database
  private let checkValue: String

  package init(_ database: Database, key: SecretKey) {
    self.database = database
    checkValue = Self.checkValue(of: key)
  }

  /// The check value of a secret; different for every secret, and reveals nothing about it.
  package static func checkValue(of key: SecretKey) -> String {
    Sodium.hexadecimal(key.derived(for: "check of the secret").hash("kammerportal"))
  }

  package func standing() async throws -> Standing {
    guard let stored = try await value(.secret) else { return .unknown }
    return stored == checkValue ? .same : .another
  }

  /// Stores the check value, unless there is one.
  package func noteSecret(at now: Instant) async throws { try await note(.secret, checkValue, at: now) }

  package func value(_ key: InstallationKey) async throws -> String? {
    try await database.read { try InstallationQueries.value(key, in: $0) }
  }

  /// Stores a value unless there is one.
  package func note(_ key: InstallationKey, _ value: String, at now: Instant) async throws {
    try await database.write { try InstallationQueries.note(key, value, at: now, in: $0) }
  }
}

package enum InstallationKey: String, Sendable {
  case secret
  /// `demo` if the demo chamber was filled in.
  case origin
  /// Since when deliveries and receipts have been sealed when written.
  case deliverySeals = "delivery_seals"
}
