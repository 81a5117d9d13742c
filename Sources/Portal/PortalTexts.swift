import Foundation
import Web

extension TextCatalogue {
  /// The texts of all areas for a kind of chamber, read once per process.
  /// - Parameter folders: additional folders of texts.
  /// - Throws: what reading them threw.
  static func ofPortal(_ kind: ChamberKind, adding folders: [URL] = []) throws -> TextCatalogue {
    guard folders.isEmpty else {
      return try TextCatalogue(folders: PortalApplication.textFolders + folders, kind: kind)
    }
    return switch kind {
    case .ihk: try ihk.get()
    case .hwk: try hwk.get()
    }
  }

  private static let ihk = Result { try TextCatalogue(folders: PortalApplication.textFolders, kind: .ihk) }
  private static let hwk = Result { try TextCatalogue(folders: PortalApplication.textFolders, kind: .hwk) }
}
