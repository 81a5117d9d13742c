import Foundation

/// Parses `multipart/form-data` (RFC 7578). The parts are slices of the body, not copies.
enum MultipartForm {
  static func parse(_ body: Data, boundary: String) -> (form: FormInput, uploads: [Upload]) {
    var fields: [(name: String, value: String)] = []
    var uploads: [Upload] = []
    for part in parts(of: body, boundary: boundary) {
      let disposition = HeaderParameters(part.headers["content-disposition"] ?? "")
      guard let name = disposition["name"].map(unescaped) else { continue }
      if let fileName = disposition["filename"].map(unescaped) {
        let last = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        uploads.append(Upload(field: name, fileName: last, content: part.content))
      } else {
        fields.append((name, String(decoding: part.content.prefix(mostTextBytes), as: UTF8.self)))
      }
    }
    return (FormInput(fields), uploads)
  }

  /// Size limit of a field that is not a file.
  private static let mostTextBytes = 256 << 10

  /// Browsers send a few hundred bytes.
  private static let mostHeaderBytes = 16 << 10

  /// The boundary in a content type header; nil for another type or an invalid boundary (1 to 70 characters).
  static func boundary(of contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
    return HeaderParameters(contentType)["boundary"].flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
  }

  /// The number of boundaries examined, whether or not a part lies between them.
  private static let mostParts = 500

  private static func parts(of body: Data, boundary: String) -> [(headers: [String: String], content: Data)] {
    let (mark, blankLine) = (Needle("--\(boundary)"), Needle("\r\n\r\n"))
    var parts: [(headers: [String: String], content: Data)] = []
    var position = body.startIndex
    for _ in 0..<mostParts {
      guard let start = mark.place(in: body, position..<body.endIndex)?.upperBound,
        let end = mark.place(in: body, start..<body.endIndex)?.lowerBound
      else { break }
      position = end
      guard let split = blankLine.place(in: body, start..<min(end, start + mostHeaderBytes)),
        end - 2 >= split.upperBound
      else { continue }
      parts.append((headers(body[start..<split.lowerBound]), body[split.upperBound..<(end - 2)]))
    }
    return parts
  }

  private static func headers(_ block: Data) -> [String: String] {
    var headers: [String: String] = [:]
    for line in String(decoding: block, as: UTF8.self).components(separatedBy: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return headers
  }

  /// Decodes what browsers write for characters that would end a name.
  private static func unescaped(_ name: String) -> String {
    name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }
}

/// Knuth-Morris-Pratt search, so that the time is linear for any input, even a malicious one.
private struct Needle {
  private let bytes: [UInt8]
  private let fallback: [Int]

  init(_ text: String) {
    bytes = [UInt8](text.utf8)
    var fallback = [0]
    var matched = 0
    for byte in bytes.dropFirst() {
      while matched > 0, bytes[matched] != byte { matched = fallback[matched - 1] }
      if bytes[matched] == byte { matched += 1 }
      fallback.append(matched)
    }
    self.fallback = fallback
  }

  func place(in body: Data, _ range: Range<Data.Index>) -> Range<Data.Index>? {
    body[range].withUnsafeBytes { found in
      var matched = 0
      for (offset, byte) in found.enumerated() {
        while matched > 0, bytes[matched] != byte { matched = fallback[matched - 1] }
        if bytes[matched] == byte { matched += 1 }
        if matched == bytes.count {
          let end = range.lowerBound + offset + 1
          return (end - bytes.count)..<end
        }
      }
      return nil
    }
  }
}
