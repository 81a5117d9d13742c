import Chronology
import Testing
import Work

/// Tables as programs and people make them: read rightly, or told.
struct TableFileTests {
  private static let header = "betriebsnummer;name;plz;ort\r\n"

  private func lines(_ bytes: [UInt8]) throws -> [TableFile.Line] { try TableFile(bytes).lines }
  private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  @Test func `one line in Windows-1252 is read so, and changes no other`() throws {
    let file =
      Array("\(Self.header)1;Bäckerei Grün;24103;Kiel\r\n".utf8) + latin("2;Maler Köhn;50667;Köln\r\n")
      + Array("3;Jörg Müßig;1;Ö\r\n".utf8)
    let found = try lines(file)
    #expect(found.map(\.fields[1]) == ["Bäckerei Grün", "Maler Köhn", "Jörg Müßig"])
    #expect(found.map(\.decoding) == [.sound, .otherEncoding, .sound])
  }

  @Test func `a file that was cut off within a letter tells of its last line`() throws {
    let file = Array("\(Self.header)1;Bäckerei Grün;24103;Kiel\r\n2;Maler Köhn;24103;K".utf8) + [0xC3]
    #expect(try lines(file).map(\.decoding) == [.sound, .damaged])
    #expect(try lines(Array("a;b\n1;K".utf8) + [0xC3]).map(\.decoding) == [.damaged])
  }

  @Test func `a broken letter in the middle tells of its line alone`() throws {
    let file = Array("\(Self.header)1;Stra".utf8) + [0xC3] + Array("e;1;Kiel\n2;Köln;2;Köln\n".utf8)
    #expect(try lines(file).map(\.decoding) == [.damaged, .sound])
    #expect(try lines(Array("a;b\n1;JÃ¶rg\n2;Jörg\n".utf8)).map(\.decoding) == [.damaged, .sound])
  }

  @Test func `a file in Windows-1252 is read as one, whatever its last letter`() throws {
    let found = try lines(latin("a;b\n1;Köln\n2;Gieß"))
    #expect(found.map(\.fields[1]) == ["Köln", "Gieß"])
    #expect(found.allSatisfy { $0.decoding == .sound })
  }

  @Test(arguments: [true, false], [true, false])
  func `Unicode text of Excel is read in both orders of bytes, with and without a mark`(
    isBigEndian: Bool, hasMark: Bool
  ) throws {
    let units = Array(((hasMark ? "\u{FEFF}" : "") + "betriebsnummer\tname\r\n1\tMüller & Söhne 😀\r\n").utf16)
    let file = units.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
    let table = try TableFile(file)
    #expect(table.header == ["betriebsnummer", "name"])
    #expect(table.lines.map(\.fields) == [["1", "Müller & Söhne 😀"]])
  }

  @Test(arguments: [
    "sep=;\r\na;b\r\n1;2\r\n", "sep=|\na|b\n1|2\n", "\"sep=,\"\na,b\n1,2\n", "\u{FEFF}sep=\t\na\tb\n1\t2\n",
  ])
  func `the line that names the separator is none of the table`(text: String) throws {
    let table = try TableFile(Array(text.utf8))
    #expect(table.header == ["a", "b"])
    #expect(table.lines.map(\.number) == [3] && table.lines.map(\.fields) == [["1", "2"]])
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{0B}", "\u{85}", "\n\n  "])
  func `a line break in a cell is a blank`(lineBreak: String) throws {
    let table = try TableFile(Array("a;b\n1;\"von der\(lineBreak)Heide GmbH\"\n".utf8))
    #expect(table.lines[0].fields[1] == "von der Heide GmbH")
  }

  @Test(arguments: [
    ("=\"22342\"", "22342"), ("\"=\"\"22342\"\"\"", "22342"), ("'4001001", "4001001"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch"),
    ("=\"Gerüstbauer/-in\"", "Gerüstbauer/-in"), ("  x \u{A0}", "x"), ("Mu\u{308}ller", "Müller"),
    ("A\u{202E}b\u{200B}c", "Abc"),
  ])
  func `what spreadsheets write around a value is taken off`(cell: String, value: String) throws {
    #expect(try TableFile(Array("a;b\n1;\(cell)\n".utf8)).lines[0].fields[1] == value)
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml xl/workbook.xml".utf8), FileLook.excel),
      ([0x50, 0x4B, 0x03, 0x04] + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8), .openDocument),
      ([0x50, 0x4B, 0x03, 0x04] + Array("betriebe.csv".utf8), .archive), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .oldExcel),
      (Array("%PDF-1.7".utf8), .pdf), (Array("\u{FEFF} <html><table>".utf8), .page),
      ([1, 0, 2, 0, 0, 0, 3], .otherFile),
    ] as [([UInt8], FileLook)])
  func `what is no text is called by its name`(file: [UInt8], look: FileLook) {
    #expect(throws: TableFileError.notText(look)) { try TableFile(file) }
  }

  @Test func `a table beyond the limits is refused`() {
    let cell = String(repeating: "x", count: 30_000)
    #expect(throws: TableFileError.longCell(line: 2)) { try TableFile(Array("a;b\n1;\(cell)\n".utf8)) }
    let wide = Array(String(repeating: "a;", count: 5000).utf8)
    #expect(throws: TableFileError.tooManyColumns) { try TableFile(wide + Array("b\n".utf8)) }
  }

  @Test(arguments: [
    "Betriebs-Nr.", "BETRIEBSNUMMER", " betriebs_nr ", "Betriebs Nr", "\"Betriebs-Nr\"",
  ])
  func `headers are known however chambers write them`(title: String) throws {
    let table = try TableFile(Array("\(title);Prüfer-Nr.;E-Mail\n1;2;3\n".utf8))
    let columns = ImportColumns(
      header: table.header,
      names: [("betriebsnummer", ["betriebsnr"]), ("prufernummer", ["prufernr"]), ("email", [])])
    #expect(["betriebsnummer", "prufernummer", "email"].map { columns.value($0, table.lines[0]) } == ["1", "2", "3"])
  }

  @Test func `lines with a separator too many or too few are told, empty ends are not`() throws {
    let table = try TableFile(Array("a;b\n1;2;3\n1;2;;\n1\n1;\n4,0012E+11;x\n#NV;#WERT!\n".utf8))
    let columns = ImportColumns(header: table.header, names: [("a", []), ("b", [])], optional: ["b"])
    let found = table.lines.map { line -> String in
      let reader = LineReader(columns, line)
      return (reader.problems + reader.warnings).map { "\($0.column) \($0.reason.dropFirst(7))" }.joined(
        separator: ", ")
    }
    #expect(
      found == [" tooManyFields", "", " tooFewFields", "", "a shortened", "a spreadsheetError, b spreadsheetError"])
  }

  @Test func `columns that nobody reads and columns that come twice are told`() {
    let columns = ImportColumns(header: ["Name", "Firma", "Bemerkung", "Name"], names: [("name", ["firma"])])
    #expect(columns.unknown == ["Bemerkung"])
    #expect(columns.double.map(\.title) == ["Firma", "Name"])
  }
}
