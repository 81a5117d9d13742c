import Web

extension TextCatalogue {
  /// The texts of all areas as a kind of chamber says them, read once in a process.
  /// - Throws: what reading them threw.
  static func ofPortal(_ kind: ChamberKind) throws -> TextCatalogue {
    switch kind {
    case .ihk: try ihk.get()
    case .hwk: try hwk.get()
    }
  }

  private static let ihk = Result { try TextCatalogue(folders: PortalApplication.textFolders, kind: .ihk) }
  private static let hwk = Result { try TextCatalogue(folders: PortalApplication.textFolders, kind: .hwk) }
}
