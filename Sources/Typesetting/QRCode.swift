import CQREncode

/// A text as a QR code (ISO/IEC 18004), to be scanned from a letter or a page.
package enum QRCode {
  /// The text does not fit into a QR code (about 2,300 bytes) or is empty.
  package struct Unencodable: Error {}

  /// The white margin that scanners need, in modules.
  private static let quietZone = 4

  /// The text as one SVG path, error correction level M, in the smallest size that fits. The `viewBox` is in modules
  /// and includes the quiet zone; the page decides width and height.
  package static func svg(_ text: String) throws -> String {
    guard !text.isEmpty, let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
      throw Unencodable()
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
    let size = width + 2 * quietZone
    let path = (0..<width).map { row in runs(modules[(row * width)..<((row + 1) * width)], row: row) }.joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
      <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path d="\(path)"/></svg>
      """
  }

  /// One rectangle per run of dark modules in a row.
  private static func runs(_ row: Slice<UnsafeBufferPointer<UInt8>>, row number: Int) -> String {
    var path = ""
    var start: Int?
    for column in 0...row.count {
      let isDark = column < row.count && row[row.startIndex + column] & 1 == 1
      if isDark {
        start = start ?? column
      } else if let first = start {
        let length = column - first
        path += "M\(first + quietZone) \(number + quietZone)h\(length)v1h-\(length)z"
        start = nil
      }
    }
    return path
  }
}
