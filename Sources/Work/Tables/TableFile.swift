import Foundation

/// A table in a text file (CSV), as chambers export it: UTF-8, Windows-1252 or UTF-16, `;` or `,` or tab, quotes, any
/// line ends, empty lines, a first line `sep=;`. Reads RFC 4180 and what programs make of it.
package struct TableFile: Sendable {
  /// A line with its number in the file, counted from 1 as editors do; a quoted field may span several.
  package struct Line: Sendable {
    package let number: Int
    /// The cells, cleaned by `TableCell`.
    package let fields: [String]
    /// How the line was decoded, where it was not as the others.
    package var decoding = LineDecoding.sound
  }

  package let header: [String]
  package let lines: [Line]

  package static let mostLines = 200_000
  package static let mostColumns = 200
  /// In bytes, after decoding.
  static let longestCell = 20_000

  /// Takes a second for tens of thousands of lines: not for the threads that serve pages.
  /// - Throws: `TableFileError` when it is something else, there is no header or a limit is passed.
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

/// How a line became text.
package enum LineDecoding: Sendable {
  case sound
  /// In Windows-1252, within a file in UTF-8.
  case otherEncoding
  /// There are bytes that are no letters in either.
  case damaged
}

/// Why a file is no table.
package enum TableFileError: Error, Equatable {
  case noHeader
  case openQuote(line: Int)
  case notText(FileLook)
  case tooManyLines
  case tooManyColumns
  case longCell(line: Int)
}
