/// The normalised form of a number in a register, by which people sign in and companies are found.
package enum NumberKey {
  /// In capitals, without blanks, dots, hyphens and slashes.
  package static func folded(_ typed: String) -> String {
    String(
      String.UnicodeScalarView(
        typed.uppercased().unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0) }))
  }
}
