import Foundation
import Sodium

/// The portal's own style sheets, scripts and images, read once at start, with a compressed copy of each.
///
/// The style sheets are concatenated in the order of their names. Addresses contain a part of the content's hash, so
/// that browsers may cache files for ever.
package struct Assets: Sendable {
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
    let compressed: [UInt8]?
  }

  private let files: [String: File]
  let addresses: [String: String]

  package init() throws {
    let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) ?? Bundle.module.bundleURL
    var contents: [String: Data] = [:]
    var styles = Data()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names where !name.hasPrefix(".") {
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      if name.hasSuffix(".css") { styles.append(data) } else { contents[name] = data }
    }
    contents["portal.css"] = styles
    self.init(contents: contents)
  }

  private init(contents: [String: Data]) {
    var files: [String: File] = [:]
    var addresses: [String: String] = [:]
    for (name, data) in contents {
      let bytes = [UInt8](data)
      let version = Sodium.hexadecimal(Array(Sodium.hash(bytes).prefix(6)))
      let dot = name.lastIndex(of: ".") ?? name.endIndex
      let served = "\(name[..<dot]).\(version)\(name[dot...])"
      let compressed = Gzip.compress(bytes)
      files[served] = File(
        type: Self.type(of: name), bytes: bytes, compressed: compressed.count < bytes.count ? compressed : nil)
      addresses[name] = "/assets/\(served)"
    }
    self.files = files
    self.addresses = addresses
  }

  /// The versioned address of a file, by its name in the source folder.
  package func address(_ name: String) -> String {
    addresses[name] ?? "/assets/\(name)"
  }

  /// The content of a file, by its name in the source folder, for files served under another address.
  package func content(_ name: String) -> [UInt8]? {
    addresses[name].flatMap { files[String($0.dropFirst("/assets/".count))]?.bytes }
  }

  func reply(for name: String, acceptsGzip: Bool) -> Reply? {
    guard let file = files[name] else { return nil }
    var headers = [
      (name: "content-type", value: file.type), (name: "cache-control", value: "public, max-age=31536000, immutable"),
      (name: "vary", value: "accept-encoding"),
    ]
    guard acceptsGzip, let compressed = file.compressed else { return Reply(headers: headers, body: file.bytes) }
    headers.append((name: "content-encoding", value: "gzip"))
    return Reply(headers: headers, body: compressed)
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}

extension Assets {
  /// Whether the source folder has a file of that name.
  package func has(_ name: String) -> Bool {
    addresses[name] != nil
  }
}
