import Foundation
import Testing

@testable import Typesetting

@Suite(.serialized) struct PictureTests {
  let bench: TestBench
  /// One for all cases: each starts a few processes.
  private static let typesetter = TestBench.typesetter()
  private var typesetter: Typesetter { Self.typesetter }

  init() throws {
    bench = try TestBench()
  }

  private func taken(_ name: String) async throws -> (width: Int, height: Int, grey: Int) {
    let out = bench.folder.appending(path: "out.jpg")
    try await typesetter.picture(bench.folder.appending(path: name), to: out, of: 1)
    let told = try bench.python(
      """
      from PIL import Image, ImageStat
      image = Image.open("out.jpg")
      assert image.mode == "RGB" and not dict(image.getexif())
      print(image.width, image.height, round(ImageStat.Stat(image.convert("L")).mean[0]))
      """)
    let numbers = told.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    return (numbers[0], numbers[1], numbers[2])
  }

  /// A slope from black to white in every depth and colour model: its mean is grey.
  @Test(arguments: [
    "grey.save('x.png')", "grey16.save('x.png')", "grey.convert('1').save('x.png')",
    "colour.save('x.png')", "colour.save('x.jpg')", "grey.save('x.jpg')", "colour.convert('CMYK').save('x.jpg')",
    "colour.convert('RGBA').save('x.png')", "colour.quantize(16).save('x.png')", "colour.quantize(16).save('x.gif')",
    "colour.save('x.webp')", "colour.save('x.heic')", "Image.merge('LA', (grey, full)).save('x.png')",
    "colour.quantize(16).save('x.png', transparency=255)", "grey16.save('x.png', transparency=77)",
  ])
  func `a picture of any depth and colour model stays what it shows`(saving: String) async throws {
    try bench.python(
      """
      from PIL import Image
      import glob, os, pillow_heif
      pillow_heif.register_heif_opener()
      grey = Image.new("L", (300, 200)); grey.putdata([x * 255 // 299 for y in range(200) for x in range(300)])
      grey16 = Image.new("I;16", (300, 200)); grey16.putdata([x * 65535 // 299 for y in range(200) for x in range(300)])
      full = Image.new("L", (300, 200), 255)
      colour = Image.merge("RGB", (grey, grey, grey))
      \(saving)
      os.rename(glob.glob("x.*")[0], "picture")
      """)
    let found = try await taken("picture")
    #expect(found.width == 300 && found.height == 200)
    #expect(abs(found.grey - 127) <= 2)
  }

  @Test(arguments: ["png", "jpg", "webp"]) func `a picture is turned upright`(format: String) async throws {
    try bench.python(
      """
      from PIL import Image
      exif = Image.Exif(); exif[0x112] = 6; exif[0x10F] = "Kamera"
      Image.new("RGB", (30, 20)).save("x.\(format)", exif=exif)
      """)
    let found = try await taken("x.\(format)")
    #expect(found.width == 20 && found.height == 30)
  }

  @Test func `a large picture is shrunk, one beyond 40 megapixels is refused before it is unpacked`() async throws {
    try bench.python(
      """
      from PIL import Image
      Image.new("1", (6300, 6300)).save("large.png")
      Image.new("1", (12200, 12200)).save("bomb.png")
      Image.new("1", (40000, 900)).save("strip.png")
      """)
    #expect(try await taken("large.png").width == 2400)
    for name in ["bomb.png", "strip.png"] {
      let file = bench.folder.appending(path: name)
      await #expect(throws: TypesettingError.tooLarge) {
        try await typesetter.picture(file, to: bench.folder.appending(path: "out.jpg"), of: 1)
      }
    }
  }
}
