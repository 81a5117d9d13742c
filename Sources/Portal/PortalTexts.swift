import Foundation
import Web

extension TextCatalogue {
  /// The texts of all areas as a kind of chamber says them, read once in a process.
  /// - Parameter folders: those of texts beside them.
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
