import Foundation
import Logging
import Testing

@testable import Typesetting

/// A folder of its own, layouts in it, and the tools that look at PDF files.
final class TestBench: Sendable {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let python =
    ProcessInfo.processInfo.environment["KAMMERPORTAL_PYTHON"] ?? package.appending(path: "var/python/bin/python3").path
  static let companyLayouts = package.appending(path: "Sources/Companies/Layouts")

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "typesetting-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  static func typesetter(_ limits: WorkerSeat.Limits = .init()) -> Typesetter {
    Typesetter(python: python, limits: limits, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// A layout whose `render(data)` gives this content.
  func layout(_ content: String) throws -> Layout {
    let source = """
      #import "@kammerportal/letter:1.0.0": for-each
      #let render(data) = [
        \(content)
      ]
      #for-each(render)
      """
    try source.write(to: folder.appending(path: "test.typ"), atomically: true, encoding: .utf8)
    return Layout(folder: folder, file: "test.typ")
  }

  func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url
  }

  /// A file with one empty page.
  func page(box: String, turn: Int) throws -> URL {
    let plain = try file(
      "plain.pdf",
      Array(
        """
        %PDF-1.7
        1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1 /Rotate \(turn) /MediaBox [-90 -90 900 900]>> endobj
        3 0 obj <</Type /Page /Parent 2 0 R /CropBox [\(box)] /Resources <<>> >> endobj
        trailer <</Root 1 0 R /Size 4>>
        """.utf8))
    let whole = folder.appending(path: "page-\(turn).pdf")
    try Tool.qpdf.run("--warning-exit-0", plain.path, whole.path)
    return whole
  }

  /// What a few lines of the worker's Python print. They run in the folder and can import the worker's files.
  @discardableResult
  func python(_ lines: String) throws -> String {
    let worker = Self.package.appending(path: "Sources/Typesetting/Worker").path
    let head = "import os, sys\nos.chdir(\"\(folder.path)\")\nsys.path.insert(0, \"\(worker)\")\n"
    return try Tool(path: Self.python).run("-B", "-c", head + lines)
  }

  /// A PDF of one page whose catalogue and page have these entries, with more objects from number 4 on.
  func pdf(catalogue: String = "", page: String = "", resources: String = "", _ objects: String...) throws -> URL {
    let all =
      [
        "<</Type/Catalog/Pages 2 0 R \(catalogue)>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<\(resources)>> \(page)>>",
      ] + objects
    var text = "%PDF-1.7\n"
    var table = "0000000000 65535 f \n"
    for (index, object) in all.enumerated() {
      let offset = String(text.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + "\(offset) 00000 n \n"
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(all.count + 1)\n\(table)trailer <</Root 1 0 R/Size \(all.count + 1)>>\n"
    return try file("\(UUID().uuidString).pdf", Array((text + "startxref\n\(start)\n%%EOF\n").utf8))
  }

  func text(of pdf: [UInt8]) throws -> String {
    try Tool.pdftotext.run(file("\(UUID().uuidString).pdf", pdf).path, "-")
  }
}

/// A program of the system that tests ask; the raw value is its Debian package.
struct Tool {
  static let pdftotext = Tool("pdftotext", of: "poppler-utils")
  static let pdftoppm = Tool("pdftoppm", of: "poppler-utils")
  static let pdfinfo = Tool("pdfinfo", of: "poppler-utils")
  static let pdffonts = Tool("pdffonts", of: "poppler-utils")
  static let pdfsig = Tool("pdfsig", of: "poppler-utils")
  static let qpdf = Tool("qpdf", of: "qpdf")
  static let zbarimg = Tool("zbarimg", of: "zbar-tools")
  static let openssl = Tool("openssl", of: "openssl")

  let path: String
  let debianPackage: String

  init(_ name: String, of debianPackage: String) {
    path = "/usr/bin/\(name)"
    self.debianPackage = debianPackage
  }

  init(path: String) {
    self.path = path
    debianPackage = ""
  }

  var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  struct Failed: Error { let status: Int32, output: String }

  /// What the program prints; throws if it fails.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus, output: text) }
    return text
  }
}
