import Office

/// The addresses of pages of the back office that belong to no other area.
enum ChamberPath {
  /// The audit log.
  static let log = "/kammer/protokoll"

  /// The chamber settings.
  static let settings = "/kammer/einstellungen"

  /// The chamber settings, opened at those of one area, such as `accounts`.
  static func settings(of area: String) -> String { "\(settings)?bereich=\(area)" }

  /// Who works for the chamber.
  static let staff = "/kammer/mitarbeitende"
  static let newOfficer = "\(staff)/neu"
  static func officer(_ account: Int64) -> String { "\(staff)/\(account)" }

  /// One print run of letters.
  static func letterRun(_ id: Int64) -> String { "\(OfficePath.letters)/\(id)" }

  /// A file that waits for its import, or was imported.
  static func uploadedImport(_ id: Int64) -> String { "\(OfficePath.fileImport)/\(id)" }
}
