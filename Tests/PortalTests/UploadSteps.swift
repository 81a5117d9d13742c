import Chronology
import Database
import Documents
import Foundation
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing
import TrainingRecords
import Typesetting
import Work

extension TestPortal {
  /// A PDF with a text on each page.
  func pdf(_ pages: [String]) async throws -> [UInt8] {
    let folder = folder.appendingPathComponent("layout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let layout = """
      #import "@kammerportal/letter:1.0.0": for-each, text-font
      #set text(font: text-font)
      #for-each(data => data.pages.join(pagebreak()))
      """
    try Data(layout.utf8).write(to: folder.appendingPathComponent("pages.typ"))
    return try await application.typesetter.pdf(
      Layout(folder: folder, file: "pages.typ"), data: ["pages": pages], title: "Hochgeladen")
  }

  func drafts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: application.configuration.documentFolder.appendingPathComponent("drafts").path)
  }

  func encrypted(_ pdf: [UInt8]) throws -> [UInt8] {
    let (plain, locked) = (folder.appendingPathComponent("plain.pdf"), folder.appendingPathComponent("locked.pdf"))
    try Data(pdf).write(to: plain)
    try run("/usr/bin/qpdf", ["--encrypt", "geheim", "geheim", "256", "--", plain.path, locked.path])
    return [UInt8](try Data(contentsOf: locked))
  }

  func pdfWithScript() throws -> [UInt8] {
    let file = folder.appendingPathComponent("script.pdf")
    try run(
      application.configuration.python,
      [
        "-c",
        """
        import sys
        from pypdf import PdfWriter
        from pypdf.generic import DictionaryObject, NameObject, TextStringObject
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject({
            NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")})
        writer.write(sys.argv[1])
        """, file.path,
      ])
    return [UInt8](try Data(contentsOf: file))
  }

  func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    let content = folder.appendingPathComponent("zip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    var script =
      "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:\n    pass\n"
    for (index, file) in files.enumerated() {
      try Data(file.1).write(to: content.appendingPathComponent("\(index)"))
      script += "    archive.write('\(content.path)/\(index)', \"\(file.0)\")\n"
    }
    let archive = folder.appendingPathComponent("archive.zip")
    try run(application.configuration.python, ["-c", script, archive.path])
    return [UInt8](try Data(contentsOf: archive))
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
