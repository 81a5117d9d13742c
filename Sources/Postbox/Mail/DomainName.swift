import Foundation

/// Names of the domain name system in the form that goes over the wire.
enum DomainName {
  /// The name in lower case, labels with Latin letters outside ASCII as `xn--…`; nil when it is no name with a dot.
  ///
  /// Converted are the letters that German registries sell: à to ÿ, ß, Latin Extended-A. Whoever has another script
  /// writes the `xn--` form.
  static func ascii(_ name: String) -> String? {
    let composed = name.precomposedStringWithCanonicalMapping.lowercased()
    let labels = composed.split(separator: ".", omittingEmptySubsequences: false).map { asciiLabel(String($0)) }
    guard labels.count >= 2, let last = labels.last ?? nil, last.contains(where: \.isLetter) else { return nil }
    let joined = labels.compactMap { $0 }.joined(separator: ".")
    return labels.contains(nil) || joined.utf8.count > 253 ? nil : joined
  }

  private static func asciiLabel(_ label: String) -> String? {
    let scalars = Array(label.unicodeScalars)
    guard !label.isEmpty, !label.hasPrefix("-"), !label.hasSuffix("-"), scalars.allSatisfy(isPermitted)
    else { return nil }
    if scalars.allSatisfy(\.isASCII) { return scalars.count <= 63 ? label : nil }
    let encoded = "xn--" + punycode(scalars)
    return label.hasPrefix("xn--") || encoded.utf8.count > 63 ? nil : encoded
  }

  private static func isPermitted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": true
    case "\u{DF}"..."\u{F6}", "\u{F8}"..."\u{17E}": scalar.properties.isLowercase
    default: false
    }
  }

  /// RFC 3492, section 6.3.
  private static func punycode(_ label: [Unicode.Scalar]) -> String {
    let basic = label.filter(\.isASCII)
    var output = String(String.UnicodeScalarView(basic)) + (basic.isEmpty ? "" : "-")
    var (point, delta, bias, done) = (128, 0, 72, basic.count)
    while done < label.count {
      let next = Int(label.map(\.value).filter { $0 >= point }.min() ?? 0)
      delta += (next - point) * (done + 1)
      point = next
      for scalar in label {
        if scalar.value < point { delta += 1 }
        guard scalar.value == point else { continue }
        output += variableLength(delta, bias: bias)
        bias = adapted(delta, points: done + 1, first: done == basic.count)
        delta = 0
        done += 1
      }
      delta += 1
      point += 1
    }
    return output
  }

  private static func variableLength(_ number: Int, bias: Int) -> String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    var (rest, output, k) = (number, "", 36)
    while true {
      let threshold = min(max(k - bias, 1), 26)
      if rest < threshold { return output + String(digits[rest]) }
      output.append(digits[threshold + (rest - threshold) % (36 - threshold)])
      rest = (rest - threshold) / (36 - threshold)
      k += 36
    }
  }

  private static func adapted(_ delta: Int, points: Int, first: Bool) -> Int {
    var delta = first ? delta / 700 : delta / 2
    delta += delta / points
    var k = 0
    while delta > 455 {
      delta /= 35
      k += 36
    }
    return k + 36 * delta / (delta + 38)
  }
}
