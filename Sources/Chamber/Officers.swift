import Accounts
import Chronology
import Database
import Foundation
import Settings
import Web

/// The rights (Arbeitsgebiete) that a chamber officer can have.
package enum OfficerRight: String, Sendable, CaseIterable {
  /// Companies, imports, PINs.
  case companies
  /// The register of apprenticeships, instructors, examiners, exam participants, and their accounts.
  case training
  /// Documents: issuing, receipts, revoking.
  case documents
  /// Printing and posting of letters.
  case letters
  /// Accounts: state, unlock, reset, deletion.
  case accounts
  /// Chamber settings and the audit log.
  case administration
}

/// The chamber settings of the back office.
package enum OfficerSettings {
  /// Whether a refusal or a deletion needs a second officer.
  package static let fourEyes = Setting<Bool>("chamber.fourEyes", true)

  package static let all = [fourEyes.declaration]
}

/// Questions and writes about officers.
package enum OfficerQueries {
  /// The migrations of this part.
  package static let migrations = MigrationSet(
    area: "Chamber", folder: Bundle.module.bundleURL.appendingPathComponent("Migrations"))

  package static func rights(of account: Int64, in connection: any Connection) throws -> Set<OfficerRight>? {
    let row = try connection.row(
      "SELECT rights FROM chamber_officers WHERE account_id = \(account) AND ended_at IS NULL")
    guard let text: String = try row?["rights"] else { return nil }
    return Set(text.split(separator: ",").compactMap { OfficerRight(rawValue: String($0)) })
  }

  /// Makes an account an officer, or changes the rights of one.
  package static func appoint(
    _ account: Int64, rights: Set<OfficerRight>, now: Instant, in connection: any Connection
  ) throws {
    let text = rights.map(\.rawValue).sorted().joined(separator: ",")
    try connection.execute(
      """
      INSERT INTO chamber_officers (account_id, rights, created_at) VALUES (\(account), \(text), \(now))
      ON CONFLICT (account_id) DO UPDATE SET rights = excluded.rights, ended_at = NULL
      """)
  }

  /// How many officers have a right and an account in use.
  static func count(of right: OfficerRight, in connection: any Connection) throws -> Int {
    try connection.rows(
      """
      SELECT o.rights FROM chamber_officers o JOIN accounts a ON a.id = o.account_id
      WHERE o.ended_at IS NULL AND a.state = 'active'
      """
    ).count { row in
      let rights: String = try row["rights"]
      return rights.split(separator: ",").contains(Substring(right.rawValue))
    }
  }

  package static func dismiss(_ account: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      "UPDATE chamber_officers SET ended_at = \(now) WHERE account_id = \(account) AND ended_at IS NULL") == 1
  }
}

/// Being an officer as a function of an account.
package struct OfficerFunctions: FunctionProvider {
  private let settings: ChamberSettings

  package init(settings: ChamberSettings) {
    self.settings = settings
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    guard let rights = try OfficerQueries.rights(of: account, in: connection) else { return [] }
    return [
      PortalFunction(
        kind: .officer, subject: account, title: settings[ChamberIdentity.name], rights: Set(rights.map(\.rawValue)),
        path: "/kammer")
    ]
  }
}

extension Acting {
  func mayWork(on right: OfficerRight) -> Bool {
    functions.contains { $0.kind == .officer && $0.rights.contains(right.rawValue) }
  }
}

extension Access {
  static func officer(_ right: OfficerRight) -> Access { .officer(right: right.rawValue) }
}
