/// The canonical spelling of paths. Other spellings are not served, because they could bypass a proxy's rules for a
/// path.
enum PathRules {
  enum Verdict: Equatable {
    case served
    /// Redirect to the canonical spelling.
    case elsewhere(String)
    case unknown
  }

  static func verdict(_ path: String) -> Verdict {
    guard path.utf8.first == UInt8(ascii: "/") else { return .unknown }
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    guard !parts.contains("."), !parts.contains("..") else { return .unknown }
    let canonical = "/" + parts.joined(separator: "/")
    if canonical.utf8.elementsEqual(path.utf8) { return .served }
    // Never redirects to what a browser could take for another host.
    return path.utf8.allSatisfy(isPlain) ? .elsewhere(canonical) : .unknown
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~/".utf8.contains(byte)
    }
  }
}
