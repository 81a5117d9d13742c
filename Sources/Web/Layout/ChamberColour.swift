/// The one colour a chamber chooses, and the shades derived from it, also for the dark scheme. Every derived pair of
/// text and background has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
package struct ChamberColour: Sendable, Equatable {
  package enum Fault: Error, Equatable, Sendable {
    /// Not of the form `#0a4d8c`.
    case notHexadecimal(String)
    /// Too pale to be read on white; carries its contrast, which has to be at least 4.5.
    case tooPale(contrast: Double)
  }

  /// The minimum contrast of text to its background.
  package static let leastContrast = 4.5

  let base: Colour

  package init(hex: String) throws(Fault) {
    guard let colour = Colour(hex: hex) else { throw .notHexadecimal(hex) }
    let contrast = colour.contrast(to: .white)
    guard contrast >= Self.leastContrast else { throw .tooPale(contrast: contrast) }
    base = colour
  }

  /// A style sheet with the chamber's colours for both schemes; loaded after the portal's own.
  package var styleSheet: String {
    """
    @layer tokens {
    :root { \(light.declarations) }
    @media (prefers-color-scheme: dark) { :root { \(dark.declarations) } }
    }

    """
  }

  struct Palette: Equatable {
    let chamber, strong, soft, onChamber, link: Colour

    var declarations: String {
      "--chamber: \(chamber.hex); --chamber-strong: \(strong.hex); --chamber-soft: \(soft.hex); "
        + "--on-chamber: \(onChamber.hex); --link: \(link.hex);"
    }
  }

  var light: Palette {
    let soft = base.mixed(with: .white, 0.92)
    // Links also appear on tinted backgrounds, which need a little more contrast than white.
    let link = base.moved(towards: .black) { $0.isReadable(on: soft) && $0.isReadable(on: Surface.lightSunken) }
    return Palette(
      chamber: base, strong: base.mixed(with: .black, 0.25), soft: soft, onChamber: .white, link: link)
  }

  var dark: Palette {
    let soft = base.lit(to: 0.7).mixed(with: Surface.darkPaper, 0.85)
    let grounds = [Surface.darkGround, Surface.darkPaper, Surface.darkSunken, soft]
    // More than the minimum, because thin light strokes on dark need it.
    let chamber = base.lightened { colour in grounds.allSatisfy { colour.contrast(to: $0) >= 5.5 } }
    return Palette(
      chamber: chamber, strong: chamber.mixed(with: .white, 0.35), soft: soft, onChamber: Surface.darkGround,
      link: chamber.mixed(with: .white, 0.1))
  }

  /// Backgrounds of the style sheet (`10-tokens.css`) on which the chamber's colour appears.
  enum Surface {
    /// `--sunken` in the light scheme.
    static let lightSunken = Colour(red: 0xEE, green: 0xF1, blue: 0xF4)
    static let darkGround = Colour(red: 0x0F, green: 0x15, blue: 0x1B)
    static let darkPaper = Colour(red: 0x17, green: 0x1F, blue: 0x27)
    /// `--sunken` in the dark scheme.
    static let darkSunken = Colour(red: 0x1F, green: 0x29, blue: 0x32)
  }
}
