import Foundation

/// A CSV table as chambers export it: UTF-8, Windows-1252 or UTF-16; separated by `;`, `,` or tab; quotes, any line
/// breaks, empty lines, a first line `sep=;`. Reads RFC 4180 and common deviations from it.
package struct TableFile: Sendable {
  /// A line with its number in the file, counted from 1 as editors do; a quoted field may span several.
  package struct Line: Sendable {
    package let number: Int
    /// The cells, cleaned by `TableCell`.
    package let fields: [String]
    /// How the line was decoded, if not like the others.
    package var decoding = LineDecoding.sound
  }

  package let header: [String]
  package let lines: [Line]

  package static let mostLines = 200_000
  package static let mostColumns = 200
  /// In bytes, after decoding.
  static let longestCell = 20_000

  /// Takes a second for tens of thousands of lines, so keep it off the threads that serve pages.
  /// - Throws: `TableFileError` when it is no table, has no header, or exceeds a limit.
  package init(_ bytes: [UInt8]) throws(TableFileError) {
    if let look = FileLook(bytes) { throw .notText(look) }
    let text = try TableText(bytes)
    var reader = TableReader(text: text.bytes, separator: text.separator, from: text.start)
    var head: RawLine?
    while head == nil, let line = try reader.nextLine() {
      if !line.isEmpty { head = line }
    }
    guard let head else { throw .noHeader }
    let decoder = LineDecoder(text.bytes, isMarked: text.isMarked)
    header = Self.withoutEmptyEnd(decoder.line(head).fields)
    guard header.count > 1 else { throw .noHeader }
    guard header.count <= Self.mostColumns else { throw .tooManyColumns }
    var lines: [Line] = []
    while let line = try reader.nextLine() {
      guard !line.isEmpty else { continue }
      guard lines.count < Self.mostLines else { throw .tooManyLines }
      let read = decoder.line(line)
      if !read.fields.allSatisfy(\.isEmpty) { lines.append(read) }
    }
    self.lines = lines
  }

  static func withoutEmptyEnd(_ fields: [String]) -> [String] {
    Array(fields.prefix((fields.lastIndex { !$0.isEmpty } ?? -1) + 1))
  }
}

/// How a line was decoded.
package enum LineDecoding: Sendable {
  case sound
  /// As Windows-1252, within a UTF-8 file.
  case otherEncoding
  /// Contains bytes that are valid in neither encoding.
  case damaged
}

/// Why a file is not a table.
package enum TableFileError: Error, Equatable {
  case noHeader
  case openQuote(line: Int)
  case notText(FileLook)
  case tooManyLines
  case tooManyColumns
  case longCell(line: Int)
}
