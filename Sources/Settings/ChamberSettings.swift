import Chronology
import Database
import Foundation
import Journal
import Synchronization

/// The settings in force, cached in memory. A change is stored, recorded in the audit log and effective at once in this
/// process, and within seconds in others on the same database.
package final class ChamberSettings: Sendable {
  private let values: Mutex<[String: String]>
  private let database: Database
  private let checks: [String: @Sendable (String) -> Bool]

  package static let resources = PortalResources(of: "Settings", in: .module, settings: ChamberIdentity.all)

  /// - Parameter checks: by key, further validation of a value besides its rule, by a target above this one.
  package init(_ database: Database, checks: [String: @Sendable (String) -> Bool] = [:]) {
    self.database = database
    self.checks = checks
    values = Mutex([:])
  }

  package subscript<Value>(_ setting: Setting<Value>) -> Value {
    let text = values.withLock { $0[setting.key] }
    // An invalid stored value counts as not set.
    guard let text, setting.rule.allows(text), let value = Value(settingText: text) else { return setting.fallback }
    return value
  }

  /// The value in force of a declared setting, as text.
  package func text(of declaration: SettingDeclaration) -> String {
    values.withLock { $0[declaration.key] } ?? declaration.fallback
  }

  /// Whether a value is valid for a setting.
  package func allows(_ value: String, for declaration: SettingDeclaration) -> Bool {
    declaration.rule.allows(value) && checks[declaration.key]?(value) ?? true
  }

  /// The value in force as the database has it, which another process may have changed since the cache was filled.
  /// Others who decide about a setting wait until the transaction ends.
  package func current(
    _ declaration: SettingDeclaration, at now: Instant, in connection: any Connection
  ) throws -> String {
    try connection.passAlone(at: .settings)
    return try SettingQueries.valuesInForce(at: now, in: connection)[declaration.key] ?? declaration.fallback
  }

  /// Reloads all values.
  package func refresh(at now: Instant) async throws {
    let current = try await database.read { try SettingQueries.valuesInForce(at: now, in: $0) }
    values.withLock { $0 = current }
  }

  /// Changes a setting, effective from an instant.
  /// - Throws: `SettingRefused` when the value is invalid.
  package func change(
    _ declaration: SettingDeclaration, to value: String, from instant: Instant, by actor: Int64?, address: String,
    now: Instant
  ) async throws {
    guard allows(value, for: declaration) else { throw SettingRefused() }
    try await database.write { connection in
      try self.write(declaration, to: value, from: instant, by: actor, address: address, now: now, in: connection)
    }
    try await refresh(at: now)
  }

  /// As `change`, within a transaction that decides more; call `refresh` afterwards.
  /// - Throws: `SettingRefused` when the value is invalid.
  package func write(
    _ declaration: SettingDeclaration, to value: String, from instant: Instant, by actor: Int64?, address: String,
    now: Instant, in connection: any Connection
  ) throws {
    guard allows(value, for: declaration) else { throw SettingRefused() }
    let before = try current(declaration, at: now, in: connection)
    try SettingQueries.add(key: declaration.key, value: value, from: instant, by: actor, now: now, in: connection)
    try Journal.record(
      JournalEntry(
        .settingChanged, .init(.setting), actor: actor, address: address,
        details: ["key": declaration.key, "before": before, "after": value]), at: now, in: connection)
  }
}

/// The value is invalid for the setting.
package struct SettingRefused: Error {}

enum SettingQueries {
  static func valuesInForce(at now: Instant, in connection: any Connection) throws -> [String: String] {
    let rows = try connection.rows(
      "SELECT key, value FROM setting_changes WHERE valid_from <= \(now) ORDER BY valid_from, id")
    return try rows.reduce(into: [:]) { values, row in
      let key: String = try row["key"]
      values[key] = try row["value"]
    }
  }

  static func add(
    key: String, value: String, from instant: Instant, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO setting_changes (key, value, valid_from, changed_at, changed_by)
      VALUES (\(key), \(value), \(instant), \(now), \(actor))
      """)
  }
}
