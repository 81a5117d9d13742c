import Foundation
import Testing

@testable import Typesetting

@Suite(.serialized) struct LetterTests {
  let bench: TestBench
  /// One for all cases: each starts a few processes.
  private static let typesetter = TestBench.typesetter()
  private var typesetter: Typesetter { Self.typesetter }

  init() throws {
    bench = try TestBench()
  }

  private func text(_ layout: Layout, _ sample: LetterSample) async throws -> String {
    try bench.text(of: try await typesetter.pdf(layout, data: sample, title: "Brief"))
      .replacing(/\s+/, with: " ")
  }

  @Test func `a PIN letter says what the company must know`() async throws {
    let text = try await text(.pinLetter, LetterSample())
    for words in [
      "Müller & Söhne GmbH Straße des Friedens 17", "KMPR-TZWB-LHK", "4001234", "Freitag, 18. Dezember 2026",
      "Petra Holz hat sie dort angefordert", "PIN zur Freischaltung Ihres Betriebs",
    ] {
      #expect(text.contains(words))
    }
    #expect(!text.contains("Seite 1"))
  }

  @Test(arguments: [String?.none, ""])
  func `a PIN nobody asked for names nobody`(requestedBy: String?) async throws {
    var sample = try LetterSample()
    sample.requestedBy = requestedBy
    let text = try await text(.pinLetter, sample)
    #expect(!text.contains("angefordert"))
    #expect(text.contains("registrieren Sie sich zuerst"))
  }

  @Test func `a notice names person, day and code, in the words of the kind of chamber`() async throws {
    var sample = try LetterSample()
    sample.kind = "ihk"
    let text = try await text(.linkNotice, sample)
    for words in [
      "Petra Holz (p•••@mueller.example)", "seit Montag, 16. November 2026", "WXKR-TTPL-ZMN", "Unternehmens",
    ] {
      #expect(text.contains(words))
    }
    #expect(!text.contains("Ihres Betriebs"))
  }

  @Test func `characters that mean something to Typst are printed as they are`() async throws {
    var sample = try LetterSample()
    sample.companyName = #"# $x$ _a_ *b* @c \ "q" <l> `r` = // /* ~ [x] #let"#
    #expect(try await text(.pinLetter, sample).contains(sample.companyName))
  }

  @Test(arguments: [
    ("Łukasz Đorđe Ärzte", "Łukasz Đorđe Ärzte"),
    ("Ä\u{0}r\u{7}zte GmbH", "Ärzte GmbH"),
    ("Ä\u{E000}rzte \u{FFFF}GmbH", "Ärzte GmbH"),
    ("中文 김철수 かな GmbH", "中文 김철수 かな GmbH"),
    ("Anna 👍🏻", "Anna 👍🏻"),
    ("👩🏽 👩‍🔧 👨‍👩‍👧 1️⃣", "👩🏽 👩‍🔧 👨‍👩‍👧 1️⃣"),
    ("x\u{20DD}y", "x\u{FFFD}y"),
    ("a\u{951}\u{1CD0}b", "a\u{FFFD}b"),
    ("\u{20E3}\u{301}A", "\u{FFFD}A"),
    ("\u{378}\u{10FFFF}\u{E0FFF}", "\u{FFFD}"),
    ("\u{FEFF}Max\u{202E}muster\u{2067}", "Maxmuster"),
    ("\u{1F3FB}\u{200D}", "\u{FFFD}"),
  ])
  func `what no font has becomes a replacement sign or nothing, and stops no letter`(
    name: String, printed: String
  ) async throws {
    var sample = try LetterSample()
    sample.companyName = name
    #expect(try await text(.pinLetter, sample).contains(" \(printed) in unserem Portal"))
  }

  @Test func `hundreds of signs that no font has are no reason to make no letter`() async throws {
    var sample = try LetterSample()
    let glyphless = (0..<600).compactMap { Unicode.Scalar(0x20000 + 7 * $0) }.map(String.init)
    sample.companyName = glyphless.joined(separator: " und ")
    let first = try await text(.pinLetter, sample)
    #expect(first.contains("\u{FFFD} und \u{FFFD}"))
    #expect(try await text(.pinLetter, sample) == first)
  }

  /// Arbitrary texts, the same in every run: signs of all planes, and those that cling to others.
  @Test(arguments: 0..<4) func `whatever is written, a letter comes of it`(seed: UInt64) async throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(below limit: UInt32) -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 33) % limit
    }
    let clinging: [UInt32] = [0x300, 0x20E3, 0x200D, 0xFE0F, 0x1F3FB, 0x951, 0x64B, 0x1F1E9, 0xE0062, 0x202E, 0x61, 0]
    let names = (0..<60).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<30).compactMap { _ in
            Unicode.Scalar(
              next(below: 3) == 0 ? clinging[Int(next(below: UInt32(clinging.count)))] : next(below: 0x110000))
          }))
    }
    let samples = try names.map { name in
      var sample = try LetterSample()
      sample.companyName = name
      sample.address = [name, "A " + name]
      return sample
    }
    let file = bench.folder.appending(path: "letters.pdf")
    let run = try await typesetter.run(
      .pinLetter, items: samples, common: [String: String](), title: names[0], to: file, progress: { _ in })
    #expect(run.firstPages.count == names.count)
    try Tool.qpdf.run("--check", file.path)
  }

  @Test func `the longest address stays inside the window`() async throws {
    var sample = try LetterSample()
    sample.address = [
      "Gesellschaft für Versorgungs-, Sanitär- und Heizungstechnik Großübermühl mit",
      "beschränkter Haftung & Compagnie Kommanditgesellschaft Niederlassung Süd",
      "Abteilung Aus- und Weiterbildung, Herrn Dr.-Ing. Đorđe Þórarinsson", "c/o Łukasz Żółć", "Straße 135",
      "98765 ENDE",
    ]
    let pdf = try bench.file("long.pdf", try await typesetter.pdf(.pinLetter, data: sample, title: "Brief"))
    let words = try Tool.pdftotext.run("-bbox", pdf.path, "-")
    let box = try #require(words.firstMatch(of: /xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">ENDE</))
    let millimetre = 72 / 25.4
    #expect(try #require(Double(box.1)) >= 20 * millimetre)
    #expect(try #require(Double(box.2)) <= 90 * millimetre)
    #expect(words.contains(">4001234<"))
  }

  @Test func `a letter of two sheets numbers them`() async throws {
    let layout = try bench.layout(
      """
      #import "@kammerportal/letter:1.0.0": letter
      #letter(data.chamber, address: data.address, subject: [Betreff])[#lorem(600)]
      """)
    let text = try await text(layout, LetterSample())
    #expect(text.contains("Seite 1 von 2") && text.contains("Seite 2 von 2"))
  }

  @Test func `a letter is tagged, German, titled, and brings its fonts`() async throws {
    let pdf = try bench.file(
      "tagged.pdf", try await typesetter.pdf(.pinLetter, data: LetterSample(), title: "PIN für Müller"))
    let info = try Tool.pdfinfo.run(pdf.path)
    #expect(info.contains("PIN für Müller"))
    #expect(info.contains(/Tagged: +yes/))
    let raw = String(decoding: try Data(contentsOf: pdf), as: UTF8.self)
    #expect(raw.contains("<pdfuaid:part>1<") && raw.contains("/Lang(de-DE)"))
    #expect(try Tool.pdfinfo.run("-struct-text", pdf.path).contains("H1 \"PIN zur Freischaltung"))
    let fonts = try Tool.pdffonts.run(pdf.path).split(separator: "\n").dropFirst(2)
    #expect(fonts.count == 3)
    #expect(fonts.allSatisfy { $0.contains("yes yes yes") })
  }

  @Test(.enabled(if: Tool.zbarimg.isInstalled, "zbar-tools is not installed"))
  func `the QR code on the letter leads to the page`() async throws {
    let pdf = try bench.file("qr.pdf", try await typesetter.pdf(.pinLetter, data: LetterSample(), title: "Brief"))
    let picture = bench.folder.appending(path: "qr").path
    try Tool.pdftoppm.run("-r", "150", "-png", "-singlefile", pdf.path, picture)
    #expect(try Tool.zbarimg.run("-q", "--raw", "\(picture).png") == LetterSample.link + "\n")
  }
}
