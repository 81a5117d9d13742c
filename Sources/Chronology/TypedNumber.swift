/// Parses numbers that people type, send or write into files; the only place that does. The range is checked before
/// anything is computed, so no text can cause an overflow trap. Only the ASCII digits 0 to 9 are accepted: no other
/// script, no exponent.
package enum TypedNumber {
  /// A whole number within a range; nil for anything else. Surrounding white space is ignored.
  package static func whole(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    let typed = bare(text)
    let isNegative = typed.first == UInt8(ascii: "-")
    guard let size = magnitude(isNegative ? typed.dropFirst() : typed[...]) else { return nil }
    let number = isNegative ? -size : size
    return range.contains(number) ? number : nil
  }

  /// The key of a row from a path or a form: digits only, at least 1.
  package static func key(_ text: some StringProtocol) -> Int64? {
    guard let number = magnitude(ArraySlice(text.utf8)), number > 0 else { return nil }
    return Int64(number)
  }

  /// A count, such as a length or an offset in a file. Values beyond `Int.max` are clamped to it.
  package static func count(_ text: some StringProtocol) -> Int? {
    let digits = ArraySlice(text.utf8)
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return magnitude(digits) ?? .max
  }

  /// A decimal number such as `38,5` or `38.5`, in fixed-point parts: 385 for 10 parts to one. Halves are rounded up.
  package static func parts(_ text: some StringProtocol, of one: Int, in range: ClosedRange<Int>) -> Int? {
    let typed = bare(text)
    let isNegative = typed.first == UInt8(ascii: "-")
    let pieces = (isNegative ? typed.dropFirst() : typed[...]).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
    guard pieces.count <= 2, pieces.contains(where: { !$0.isEmpty }), one > 0 else { return nil }
    let fraction = pieces.count == 2 ? pieces[1] : []
    // More than nine decimal places make no difference to the result.
    guard fraction.allSatisfy(isDigit), fraction.count <= 1000,
      let whole = pieces[0].isEmpty ? 0 : magnitude(pieces[0]),
      let rest = fraction.isEmpty ? 0 : magnitude(fraction.prefix(9))
    else { return nil }
    let scale = fraction.prefix(9).reduce(1) { scale, _ in scale * 10 }
    let (wholeParts, isTooLarge) = whole.multipliedReportingOverflow(by: one)
    let (restParts, isTooFine) = rest.multipliedReportingOverflow(by: one)
    guard !isTooLarge, !isTooFine else { return nil }
    let (sum, overflows) = wholeParts.addingReportingOverflow((restParts + scale / 2) / scale)
    guard !overflows, range.contains(isNegative ? -sum : sum) else { return nil }
    return isNegative ? -sum : sum
  }

  private static func bare(_ text: some StringProtocol) -> ArraySlice<UInt8> {
    let bytes = ArraySlice(text.utf8)
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return bytes[first...last]
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The value of the digits; nil for no digits, other characters, or overflow.
  private static func magnitude(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var number = 0
    for digit in digits {
      guard isDigit(digit) else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      guard !isTooLarge, !overflows else { return nil }
      number = sum
    }
    return number
  }
}
