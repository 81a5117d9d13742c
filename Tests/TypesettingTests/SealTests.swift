import Foundation
import Testing

@testable import Typesetting

@Suite(.enabled(if: Tool.openssl.isInstalled, "openssl is not installed"))
struct SealTests {
  let bench: TestBench
  let typesetter = TestBench.typesetter()
  let key: URL

  /// A self-made P-256 key, as in the demo.
  init() throws {
    bench = try TestBench()
    let (secret, certificate) = (
      bench.folder.appending(path: "key.pem").path, bench.folder.appending(path: "c.pem").path
    )
    key = bench.folder.appending(path: "key.p12")
    try Tool.openssl.run(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
      "/CN=Kammer Musterstadt",
      "-addext", "keyUsage=critical,digitalSignature,nonRepudiation", "-keyout", secret, "-out", certificate)
    try Tool.openssl.run(
      "pkcs12", "-export", "-inkey", secret, "-in", certificate, "-out", key.path, "-passout", "pass:geheim")
  }

  private func issued(password: String) async throws -> URL {
    let sealed = bench.folder.appending(path: "sealed.pdf")
    let seal = Seal(key: SealingKey(path: key, password: password), reason: "Siegel")
    _ = try await typesetter.issue(
      bench.layout("= Bescheid"), data: ["name": "A"], title: "Bescheid", seal: seal, to: sealed, inBulk: false)
    return sealed
  }

  @Test func `a sealed document is valid, whole and still tagged`() async throws {
    let sealed = try await issued(password: "geheim")
    let report = try Tool.pdfsig.run("-nocert", sealed.path)
    #expect(report.contains("Signature is Valid") && report.contains("Total document signed"))
    #expect(report.contains("ETSI.CAdES.detached"))
    #expect(try Tool.pdfinfo.run(sealed.path).contains(/Tagged: +yes/))
  }

  @Test func `the mark stands upright at the foot of what is shown, however the page is turned and cut`() async throws {
    let mark = try bench.file(
      "mark.pdf",
      try await typesetter.pdf(
        bench.layout("#set page(width: 180pt, height: 36pt, margin: 0pt)\nPrüfcode ABC"), data: ["name": "A"],
        title: "Siegel"))
    let boxes = [
      (turn: 0, box: "0 0 300 400"), (90, "0 0 400 300"), (180, "10 20 310 420"), (270, "-50 0 350 300"),
      (450, "0 0 400 300"),
    ]
    var pictures: [[UInt8]] = []
    for (turn, box) in boxes {
      let page = try bench.page(box: box, turn: turn)
      let out = bench.folder.appending(path: "sealed-\(turn).pdf")
      let seal = Seal(key: SealingKey(path: key, password: "geheim"), reason: "Siegel")
      try await typesetter.seal(page, seal, mark: mark, to: out, inBulk: false)
      try Tool.pdftoppm.run("-gray", "-cropbox", "-r", "144", "-singlefile", out.path, out.path)
      pictures.append(Array(try Data(contentsOf: out.appendingPathExtension("pgm"))))
    }
    let ink = pictures[0].suffix(600 * 800).count { $0 < 128 }
    #expect(ink > 50, "there is a mark")
    for picture in pictures {
      #expect(picture.count == pictures[0].count)
      // Lines a third of a point beside are drawn differently.
      let others = zip(picture, pictures[0]).count { abs(Int($0) - Int($1)) > 128 }
      #expect(others * 10 < ink)
    }
  }

  @Test func `a key that does not open is told`() async throws {
    await #expect(throws: TypesettingError.key("the key file cannot be read with this password")) {
      _ = try await issued(password: "falsch")
    }
  }
}
