/// A path supplied from outside, such as the page wanted before the sign-in; protects against open redirects.
package enum ReturnPath {
  /// The path if it leads to a page of this portal, otherwise the start page.
  ///
  /// Browsers drop tabs and line breaks, read a backslash as a slash, and take what follows two slashes for another
  /// host. So bytes are compared, never characters: a combining mark after a slash would hide it.
  package static func own(_ typed: String) -> String {
    let bytes = Array(typed.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count < 2 || bytes[1] != UInt8(ascii: "/"),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return "/" }
    return typed
  }
}
