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

  @Test func `a sealed document is valid, whole and still tagged`() async throws {
    let pdf = try await typesetter.pdf(bench.layout("= Bescheid"), data: ["name": "A"], title: "Bescheid")
    let sealed = try bench.file(
      "sealed.pdf", try await typesetter.seal(pdf, key: SealingKey(path: key, password: "geheim")))
    let report = try Tool.pdfsig.run("-nocert", sealed.path)
    #expect(report.contains("Signature is Valid") && report.contains("Total document signed"))
    #expect(report.contains("ETSI.CAdES.detached"))
    #expect(try Tool.pdfinfo.run(sealed.path).contains(/Tagged: +yes/))
  }

  @Test func `a key that does not open is told`() async throws {
    await #expect(throws: TypesettingError.key("the key file cannot be read with this password")) {
      try await typesetter.seal([], key: SealingKey(path: key, password: "falsch"))
    }
  }
}
