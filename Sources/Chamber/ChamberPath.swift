import Office

/// The addresses of pages of the back office that belong to no other area.
enum ChamberPath {
  /// The audit log.
  static let log = "/kammer/protokoll"

  /// The chamber settings.
  static let settings = "/kammer/einstellungen"

  /// The chamber settings, opened at those of an area, such as `accounts`.
  static func settings(of area: String) -> String { "\(settings)?bereich=\(area)" }

  /// The officers of the chamber and their rights.
  static let staff = "/kammer/mitarbeitende"
  static let newOfficer = "\(staff)/neu"
  static func officer(_ account: Int64) -> String { "\(staff)/\(account)" }

  /// A print run of letters.
  static func letterRun(_ id: Int64) -> String { "\(OfficePath.letters)/\(id)" }

  /// A file waiting for its import, or already imported.
  static func uploadedImport(_ id: Int64) -> String { "\(OfficePath.fileImport)/\(id)" }
}
