import Foundation
import Testing

@testable import Typesetting

/// What a PDF from elsewhere does and carries, and PDFs and archives that are not as they should be.
@Suite(.serialized) struct UploadedPDFTests {
  let bench: TestBench
  /// One for all cases: each starts a few processes.
  private static let typesetter = TestBench.typesetter()
  private var typesetter: Typesetter { Self.typesetter }
  private static let script = "<</S/JavaScript/JS(app.alert(1))>>"

  init() throws {
    bench = try TestBench()
  }

  private static func link(_ action: String) -> String { "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A\(action)>>]" }

  @Test(arguments: [
    ("", ""), ("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>", ""), ("/OpenAction[3 0 R/Fit]", ""),
    ("", link("<</S/URI/URI(https://kammer.example)>>")), ("", link("<</S/URI/URI(mailto:a@kammer.example)>>")),
    ("", link("<</S/Named/N/NextPage>>")),
    ("/AcroForm<</Fields[]>>", "/Annots[<</Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/MK<<>>>>]"),
    ("/StructTreeRoot<</K<</S/Sound/P 1 0 R/A<</O/Layout/TextAlign/Start>>>>>>", ""),
  ])
  func `a document with links, forms and tags does nothing`(catalogue: String, page: String) async throws {
    let found = try await typesetter.inspect(bench.pdf(catalogue: catalogue, page: page), texts: false)
    #expect(!found.isActive && !found.carriesFiles)
  }

  @Test(arguments: [
    ("/OpenAction\(script)", ""), ("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next\(script)>>", ""),
    ("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/GoTo/D[3 0 R/Fit]>> \(script)]>>", ""),
    ("/OpenAction<</S/J#61vaScript/#4AS(x)>>", ""), ("/OpenAction<</S/Named/N/Print>>", ""),
    ("/Outlines<</First<</Title(a)/A\(script)>>>>", ""), ("/Names<</JavaScript<</Names[(a)\(script)]>>>>", ""),
    ("/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K\(script)>>>>]>>", ""), ("/AcroForm<</XFA[(a)(b)]>>", ""),
    ("/URI<</Base(file:///C:/)>>", ""), ("", "/AA<</O\(script)>>"),
    ("", "/Annots[<</Subtype/Screen/Rect[0 0 9 9]/A<</S/Rendition/JS(x)>>>>]"),
    ("", "/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]"), ("", "/Annots[<</Subtype/3D/Rect[0 0 9 9]>>]"),
    ("", link("<</S/GoToR/F(\\\\\\\\host\\\\share)/D[0/Fit]>>")), ("", link("<</S/GoToE/T<</R/C>>>>")),
    ("", link("<</S/Launch/F(cmd.exe)>>")), ("", link("<</S/SubmitForm/F(http://host)>>")),
    ("", link("<</S/ImportData/F(a)>>")), ("", link("<</S/URI/URI(file:///etc/passwd)>>")),
    ("", link("<</S/URI/URI(javascript:x)>>")), ("", link("<</S/Unheard/X(a)>>")),
    ("/Anywhere[[[\(script)]]]", ""),
  ])
  func `a document that runs, sends or fetches something is told, wherever it is hidden`(
    catalogue: String, page: String
  ) async throws {
    #expect(try await typesetter.inspect(bench.pdf(catalogue: catalogue, page: page), texts: false).isActive)
  }

  @Test(arguments: [
    ("/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", ""), ("/AF[4 0 R]", ""), ("/Collection<</View/T>>", ""),
    ("", "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>]"),
  ])
  func `a document that carries files is told from one that does something`(
    catalogue: String, page: String
  ) async throws {
    let file = try bench.pdf(
      catalogue: catalogue, page: page, "<</Type/Filespec/F(a.xml)/EF<</F 5 0 R>>>>",
      "<</Length 0>>stream\n\nendstream")
    let found = try await typesetter.inspect(file, texts: false)
    #expect(found.carriesFiles && !found.isActive)
  }

  @Test func `more than can be looked at is refused, not passed unseen`() async throws {
    let deep = try bench.pdf(catalogue: "/X" + String(repeating: "[", count: 150) + String(repeating: "]", count: 150))
    await #expect(throws: TypesettingError.tooLarge) { try await typesetter.inspect(deep, texts: false) }
    let many = "[" + String(repeating: "[]", count: 400_000) + "]"
    await #expect(throws: TypesettingError.tooLarge) {
      try await typesetter.inspect(bench.pdf(catalogue: "/X 4 0 R/Y 5 0 R/Z 6 0 R", many, many, many), texts: false)
    }
  }

  @Test(arguments: ["/Adobe.PubSec", "/FileOpen", "/Standard"])
  func `what opens only with a certificate or a password is told as encrypted`(filter: String) async throws {
    let plain = try bench.pdf()
    let file = bench.folder.appending(path: "encrypted.pdf")
    if filter == "/Standard" {
      try Tool.qpdf.run("--encrypt", "geheim", "owner", "256", "--", plain.path, file.path)
    } else {
      let text = try String(contentsOf: plain, encoding: .utf8)
      try text.replacing("trailer <<", with: "trailer <</Encrypt<</Filter\(filter)/V 4>>/ID[<00><00>]")
        .write(to: file, atomically: true, encoding: .utf8)
    }
    await #expect(throws: TypesettingError.encrypted) { try await typesetter.inspect(file, texts: false) }
  }

  @Test(arguments: ["40", "128", "256"])
  func `what only its owner's password locks is taken without the lock`(bits: String) async throws {
    let file = bench.folder.appending(path: "locked.pdf")
    let weak = bits == "256" ? "--compress-streams=y" : "--allow-weak-crypto"
    try Tool.qpdf.run(weak, "--encrypt", "", "owner", bits, "--", bench.pdf().path, file.path)
    #expect(try await typesetter.inspect(file, texts: false).pages == 1)
    #expect(try Tool.qpdf.run("--show-encryption", file.path).contains("not encrypted"))
  }

  @Test(arguments: [
    "%PDF-1.7\n",
    "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
    "%PDF-1.7\ntrailer<</Root 9 0 R>>", "%PDF-1.7\nxref\n0 99999999\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    "%PDF-1.7\n1 0 obj " + String(repeating: "[", count: 100_000) + " endobj\ntrailer<</Root 1 0 R>>",
  ])
  func `whatever goes wrong with a file is that file's damage, and the next one is read`(content: String) async throws {
    let file = try bench.file("broken.pdf", Array(content.utf8))
    do {
      _ = try await typesetter.inspect(file, texts: true)
      Issue.record("taken")
    } catch TypesettingError.document, TypesettingError.tooLarge {}
    #expect(try await typesetter.inspect(bench.pdf(), texts: true).pages == 1)
  }

  @Test func `a page whose text is half a letter is read like any other`() async throws {
    let map =
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
      + "3 beginbfchar\n<41> <D83D>\n<42> <0042>\n<43> <D83DDE00>\nendbfchar endcmap"
    let drawn = "BT /F 12 Tf 50 700 Td (CBA) Tj ET"
    let file = try bench.pdf(
      page: "/Contents 6 0 R", resources: "/Font<</F 4 0 R>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
      "<</Length \(map.utf8.count)>>stream\n\(map)\nendstream",
      "<</Length \(drawn.utf8.count)>>stream\n\(drawn)\nendstream")
    #expect(try await typesetter.inspect(file, texts: true).texts == ["😀B\u{FFFD}"])
  }

  @Test func `one broken file of an archive is named, and the others come out`() async throws {
    try bench.python(
      """
      import zipfile
      with zipfile.ZipFile("batch.zip", "w") as archive:
        for name in ("1.pdf", "ordner/2.pdf", "3.pdf", "__MACOSX/x", ".versteckt", "4.pdf"):
          archive.writestr(name, b"%PDF-" + name.encode() * 20)
      content = open("batch.zip", "rb").read()
      content = content.replace(b"%PDF-1.pdf1", b"%PDF-1.pdfX", 1)
      # With the other stroke in front of the file than in the directory.
      content = content[::-1].replace(b"ordner/2.pdf"[::-1], b"ordner\\\\2.pdf"[::-1], 1)[::-1]
      # The last one says that it is encrypted.
      at = content.rindex(b"PK\\x01\\x02") + 8
      content = content[:at] + b"\\x01" + content[at + 1:]
      open("batch.zip", "wb").write(content)
      """)
    let out = bench.folder.appending(path: "out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    let files = try await typesetter.unzip(
      bench.folder.appending(path: "batch.zip"), mostFiles: 10, mostBytes: 1_000_000, to: out)
    #expect(files.map(\.name) == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"])
    #expect(files.map(\.problem) == [.damaged, nil, nil, .encrypted])
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).sorted() == ["1.pdf", "2.pdf"])
  }
}
