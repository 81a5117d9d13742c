import Testing

@testable import Typesetting

@Suite struct QRCodeTests {
  @Test func `a code is one path with a quiet zone of four modules`() throws {
    let svg = try QRCode.svg("https://kammer.example")
    // Version 2: 25 modules, and 4 on each side.
    #expect(svg.contains(#"viewBox="0 0 33 33""#))
    #expect(svg.contains("M4 4h7v1h-7z"))
    #expect(svg.count < 3_000)
  }

  @Test(arguments: ["", String(repeating: "a", count: 3_000)])
  func `a text that fits into no code is refused`(text: String) {
    #expect(throws: QRCode.Unencodable.self) { try QRCode.svg(text) }
  }
}
