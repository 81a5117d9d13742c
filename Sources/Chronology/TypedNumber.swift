/// The one way from what people type, send or write into files to a number. The range is looked at before anything is
/// computed, so no text can end the process; only the digits 0 to 9 count, in no other script and with no exponent.
package enum TypedNumber {
  /// A whole number in a range; nil for everything else. Blanks around it do not count.
  package static func whole(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    let typed = bare(text)
    let isNegative = typed.first == UInt8(ascii: "-")
    guard let size = magnitude(isNegative ? typed.dropFirst() : typed[...]) else { return nil }
    let number = isNegative ? -size : size
    return range.contains(number) ? number : nil
  }

  /// The key of a row, as it stands in paths and forms: digits alone, from 1.
  package static func key(_ text: some StringProtocol) -> Int64? {
    guard let number = magnitude(ArraySlice(text.utf8)), number > 0 else { return nil }
    return Int64(number)
  }

  /// A count such as a length or a place in a file. What is larger than any of them is the largest there is.
  package static func count(_ text: some StringProtocol) -> Int? {
    let digits = ArraySlice(text.utf8)
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return magnitude(digits) ?? .max
  }

  /// A number with a fraction, such as `38,5` or `38.5`, as whole parts: with 10 parts to one it is 385. Halves round up.
  package static func parts(_ text: some StringProtocol, of one: Int, in range: ClosedRange<Int>) -> Int? {
    let typed = bare(text)
    let isNegative = typed.first == UInt8(ascii: "-")
    let pieces = (isNegative ? typed.dropFirst() : typed[...]).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
    guard pieces.count <= 2, pieces.contains(where: { !$0.isEmpty }), one > 0 else { return nil }
    let fraction = pieces.count == 2 ? pieces[1] : []
    // More than nine digits behind the comma change nothing that is counted here.
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

  /// The number that digits write; nil for other signs, none, or more than fits.
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
