import Foundation

/// The type of a file that is not text, detected by its content, so that people can be told what they uploaded.
package enum FileLook: String, Sendable, CaseIterable {
  case excel, oldExcel, openDocument, archive, pdf, page, otherFile

  /// Nil for what may be text.
  init?(_ bytes: [UInt8]) {
    let start = bytes.prefix(4)
    switch start {
    case [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]: self = Self.archive(bytes)
    case [0xD0, 0xCF, 0x11, 0xE0]: self = .oldExcel
    case [0x25, 0x50, 0x44, 0x46]: self = .pdf
    case [0x1F, 0x8B, 0x08, 0x00], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE0]: self = .otherFile
    default:
      let text = String(decoding: bytes.prefix(400), as: UTF8.self).lowercased().drop {
        $0.isWhitespace || $0 == "\u{FEFF}"
      }
      guard ["<!doctype", "<html", "<table", "<head", "<?xml", "<meta"].contains(where: { text.hasPrefix($0) }) else {
        return nil
      }
      self = .page
    }
  }

  /// Modern spreadsheets are ZIP archives; the names of their entries are near both ends.
  private static func archive(_ bytes: [UInt8]) -> FileLook {
    let ends = Data(bytes.prefix(4000) + bytes.suffix(8000))
    if ends.range(of: Data("opendocument.spreadsheet".utf8)) != nil { return .openDocument }
    return ends.range(of: Data("xl/".utf8)) == nil ? .archive : .excel
  }
}
