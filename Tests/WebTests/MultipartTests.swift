import Foundation
import Testing

@testable import Web

/// What browsers send with a file, as they really write it.
struct MultipartTests {
  private static func upload(_ disposition: String) -> Upload? {
    let body = "--b\r\nContent-Disposition: \(disposition)\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n"
    return MultipartForm.parse(Data(body.utf8), boundary: "b").uploads.first
  }

  @Test(
    arguments: [
      ("form-data; name=\"datei\"; filename=\"Bericht; Woche 49.pdf\"", "Bericht; Woche 49.pdf"),
      ("form-data; name=\"datei\"; filename=\"%22neu%22.pdf\"", "\"neu\".pdf"),
      ("form-data; name=\"datei\"; filename=\"\\\"neu\\\".pdf\"", "\"neu\".pdf"),
      ("form-data; filename=\"a=b; name=falsch.pdf\"; name=\"datei\"", "a=b; name=falsch.pdf"),
      ("form-data; name=datei; filename=einfach.pdf", "einfach.pdf"),
      ("form-data; name=\"datei\"; filename=\"C:\\Briefe\\neu.pdf\"", "neu.pdf"),
      ("form-data; name=\"datei\"; filename=\"Übergabe ß 100%.pdf\"", "Übergabe ß 100%.pdf"),
      ("form-data; name=\"datei\"; filename=\"../../etc/a;b.pdf\"", "a;b.pdf"),
      ("form-data; name=\"datei\"; filename=\"ohne Ende.pdf", "ohne Ende.pdf"),
      ("form-data; name=\"datei\"; filename=\"\"", ""),
      ("form-data;name=\"datei\";filename=\";\"", ";"),
    ])
  func `a file keeps its name, whatever signs are in it`(disposition: String, name: String) {
    let upload = Self.upload(disposition)
    #expect(upload?.field == "datei" && upload?.fileName == name)
    #expect(upload?.content == Data("%PDF".utf8))
  }

  @Test(arguments: ["", "form-data", "form-data; filename=\"a.pdf\"", ";;;=;\"", "form-data; name"])
  func `a part without a name is left out`(disposition: String) {
    #expect(Self.upload(disposition) == nil)
  }

  @Test func `the boundary may stand in quotes and before other parameters`() {
    #expect(MultipartForm.boundary(of: "multipart/form-data; boundary=\"a;b\"; charset=utf-8") == "a;b")
    #expect(MultipartForm.boundary(of: "multipart/form-data; charset=utf-8; boundary=ab") == "ab")
    #expect(MultipartForm.boundary(of: "multipart/form-data") == nil)
  }

  @Test func `a body made of marks takes no time, and what browsers send has its parts`() {
    let marks = Data(String(repeating: "--a", count: 2 << 20).utf8)
    let time = ContinuousClock().measure { #expect(MultipartForm.parse(marks, boundary: "a").uploads.isEmpty) }
    #expect(time < .seconds(3))
    let fields = (1...400).map { "--b\r\nContent-Disposition: form-data; name=\"f\($0)\"\r\n\r\n\($0)\r\n" }
    let form = MultipartForm.parse(Data((fields.joined() + "--b--\r\n").utf8), boundary: "b").form
    let found = (1...400).filter { form["f\($0)"] == "\($0)" }
    #expect(found.count == 400)
  }

  @Test func `a head made of quotes and semicolons takes no time`() {
    let head = "form-data; name=\"datei\"; filename=\"" + String(repeating: "\\\";=", count: 1 << 18)
    let time = ContinuousClock().measure { _ = HeaderParameters(head)["filename"] }
    #expect(time < .seconds(20))
  }
}
