import Foundation
import Testing

@testable import Typesetting

@Suite struct LetterTests {
  let bench: TestBench
  let typesetter = TestBench.typesetter()

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
    ("中文 GmbH", "\u{FFFD}\u{FFFD} GmbH"),
  ])
  func `characters no font has become a question mark or nothing, and stop no letter`(
    name: String, printed: String
  ) async throws {
    var sample = try LetterSample()
    sample.companyName = name
    #expect(try await text(.pinLetter, sample).contains(" \(printed) in unserem Portal"))
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
