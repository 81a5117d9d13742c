import Foundation

/// An sRGB colour, with the contrast formula of WCAG 2.2.
struct Colour: Sendable, Equatable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  static let white = Colour(red: 255, green: 255, blue: 255)
  static let black = Colour(red: 0, green: 0, blue: 0)

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Parses `#0a4d8c`, in either case.
  init?(hex: String) {
    guard hex.hasPrefix("#"), hex.utf8.count == 7, hex.dropFirst().allSatisfy({ $0.isHexDigit && $0.isASCII }),
      let number = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: UInt8(number >> 16 & 0xFF), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }

  var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Contrast ratio, from 1 (same) to 21 (black on white).
  func contrast(to other: Colour) -> Double {
    let lighter = max(luminance, other.luminance)
    let darker = min(luminance, other.luminance)
    return (lighter + 0.05) / (darker + 0.05)
  }

  func isReadable(on ground: Colour) -> Bool {
    contrast(to: ground) >= ChamberColour.leastContrast
  }

  /// Mixes in a share of another colour, from 0 to 1.
  func mixed(with other: Colour, _ share: Double) -> Colour {
    func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
      UInt8((Double(one) * (1 - share) + Double(two) * share).rounded())
    }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// This colour at another lightness (HSL, 0 to 1): same hue, saturation clamped, so that it neither greys nor glares
  /// on a dark background.
  func lit(to lightness: Double) -> Colour {
    let parts = [red, green, blue].map { Double($0) / 255 }
    let most = parts.max() ?? 0
    let least = parts.min() ?? 0
    let middle = (most + least) / 2
    let spread = most - least
    guard spread > 0 else { return Colour.black.mixed(with: .white, lightness) }
    let saturation = min(0.66, spread / (1 - abs(2 * middle - 1)))
    let chroma = saturation * (1 - abs(2 * lightness - 1))
    // Scales each component between the smallest and the largest of the three.
    let lit = parts.map { lightness - chroma / 2 + chroma * ($0 - least) / spread }
    func byte(_ share: Double) -> UInt8 { UInt8((min(max(share, 0), 1) * 255).rounded()) }
    return Colour(red: byte(lit[0]), green: byte(lit[1]), blue: byte(lit[2]))
  }

  /// The darkest shade, from a moderate lightness upwards, that meets the condition; white if none does.
  func lightened(until holds: (Colour) -> Bool) -> Colour {
    for step in 64..<100 {
      let candidate = lit(to: Double(step) / 100)
      if holds(candidate) { return candidate }
    }
    return .white
  }

  /// The smallest mixture with another colour that meets the condition, in steps of 2 %; that colour if none does.
  func moved(towards other: Colour, until holds: (Colour) -> Bool) -> Colour {
    for step in 0..<50 {
      let candidate = mixed(with: other, Double(step) / 50)
      if holds(candidate) { return candidate }
    }
    return other
  }

  private var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
