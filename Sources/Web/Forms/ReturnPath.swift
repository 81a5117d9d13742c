/// A path that somebody else wrote, such as the page that was wanted before the sign-in.
package enum ReturnPath {
  /// The path where it leads to a page of this portal, else the start page.
  ///
  /// Browsers leave out tabs and line breaks, read a backslash as a slash, and take what follows two slashes for another
  /// host. So the bytes decide, never characters: a mark that combines with the slash before it hides it from those.
  package static func own(_ typed: String) -> String {
    let bytes = Array(typed.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count < 2 || bytes[1] != UInt8(ascii: "/"),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return "/" }
    return typed
  }
}
