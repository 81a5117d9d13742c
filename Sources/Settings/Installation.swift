import Chronology
import Database
import Sodium

/// What ties a database to its installation: a check value tells whether the secret is the one whose keys made the
/// PINs, codes and sealed contents in it.
package struct Installation: Sendable {
  package enum Standing: Sendable, Equatable {
    /// The secret is the one of this database.
    case same
    case another
    /// No check value was stored yet.
    case unknown
  }

  private let database: Database
  private let checkValue: String

  package init(_ database: Database, key: SecretKey) {
    self.database = database
    checkValue = Self.checkValue(of: key)
  }

  /// Tells nothing about the secret, and is another one for every secret.
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

  /// Notes a value once; the first one stays.
  package func note(_ key: InstallationKey, _ value: String, at now: Instant) async throws {
    try await database.write { try InstallationQueries.note(key, value, at: now, in: $0) }
  }
}

package enum InstallationKey: String, Sendable {
  case secret
  /// `demo` when the demo chamber was filled in.
  case origin
  /// Since when deliveries and receipts are sealed as they are written.
  case deliverySeals = "delivery_seals"
}
