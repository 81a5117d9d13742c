/// Which spelling of a path is served. Others would slip past rules that a proxy has for one spelling.
enum PathRules {
  enum Verdict: Equatable {
    case served
    /// The same address in its one spelling, for a browser to go to.
    case elsewhere(String)
    case unknown
  }

  static func verdict(_ path: String) -> Verdict {
    guard path.utf8.first == UInt8(ascii: "/") else { return .unknown }
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    guard !parts.contains("."), !parts.contains("..") else { return .unknown }
    let canonical = "/" + parts.joined(separator: "/")
    if canonical.utf8.elementsEqual(path.utf8) { return .served }
    // Whatever a browser might take for another host is led nowhere.
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
