import CPostgres
import Foundation

/// Column names of a result, and how the text of each column is parsed.
final class ResultShape {
  private let columns: Columns
  private let kinds: [Kind]

  private enum Kind {
    case boolean
    case integer
    case real
    case numeric
    case bytes
    case text

    init(_ type: Oid) {
      switch type {
      case 16: self = .boolean
      case 20, 21, 23, 26: self = .integer
      case 700, 701: self = .real
      case 1700: self = .numeric
      case 17: self = .bytes
      default: self = .text
      }
    }
  }

  init(of result: OpaquePointer) {
    let indices = 0..<PQnfields(result)
    columns = Columns(names: indices.map { String(cString: PQfname(result, $0)) })
    kinds = indices.map { Kind(PQftype(result, $0)) }
  }

  func rows(of result: OpaquePointer) -> [Row] {
    (0..<PQntuples(result)).map { row in
      Row(columns: columns, values: kinds.indices.map { value(result, row, Int32($0)) })
    }
  }

  private func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> Value {
    if PQgetisnull(result, row, column) == 1 { return .null }
    let length = Int(PQgetlength(result, row, column))
    return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length)
      .withMemoryRebound(to: UInt8.self) { Self.value($0, kinds[Int(column)]) }
  }

  private static func value(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) -> Value {
    switch kind {
    case .boolean: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case .integer: return .integer(integer(bytes))
    case .bytes: return .blob(blob(bytes))
    case .text: return .text(String(decoding: bytes, as: UTF8.self))
    case .real, .numeric:
      let text = String(decoding: bytes, as: UTF8.self)
      // Sums of integers are numeric in PostgreSQL and integers in SQLite.
      if kind == .numeric, let whole = Int64(text) { return .integer(whole) }
      return Double(text).map(Value.real) ?? .text(text)
    }
  }

  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    var number: Int64 = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    // Negative, since the smallest integer has no positive counterpart.
    for byte in bytes.dropFirst(isNegative ? 1 : 0) { number = number * 10 - Int64(byte - UInt8(ascii: "0")) }
    return isNegative ? number : -number
  }

  /// Parses `\x` followed by two hexadecimal digits per byte.
  private static func blob(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8 { byte < UInt8(ascii: "a") ? byte & 15 : byte - UInt8(ascii: "a") + 10 }
    return stride(from: 2, to: bytes.count - 1, by: 2).map { digit(bytes[$0]) << 4 | digit(bytes[$0 + 1]) }
  }
}

/// The error fields of a failed result.
struct PostgresFailure {
  let kind: DatabaseError.Kind
  /// Without the detail, which repeats values. Nil when the server gave no message.
  let message: String?

  init(_ result: OpaquePointer?) {
    func field(_ code: Unicode.Scalar) -> String {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
    }
    // Field codes of libpq-fe.h: state, table name, constraint name, detail, primary message.
    kind = Dialect.kind(
      sqlState: field("C"),
      key: Dialect.violatedKey(table: field("t"), constraint: field("n"), detail: field("D")))
    message = field("M").isEmpty ? nil : field("M")
  }
}

extension Parameter {
  /// The type declared to PostgreSQL; 0 lets the server infer it.
  var oid: Oid {
    switch value == .null ? type : value.type {
    case .integer: 20
    case .real: 701
    case .text: 25
    case .blob: 17
    case .any: 0
    }
  }

  /// In libpq's format: text ends with NUL, blobs are binary.
  fileprivate func append(to bytes: inout [UInt8]) -> (length: Int, format: Int32)? {
    let start = bytes.count
    switch value {
    case .null: return nil
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number): bytes.append(contentsOf: String(number).utf8)
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .blob(let blob): bytes.append(contentsOf: blob)
    }
    let length = bytes.count - start
    bytes.append(0)
    if case .blob = value { return (length, 1) }
    return (length, 0)
  }
}

typealias ParameterPointers = [UnsafePointer<CChar>?]

/// Lays out the values in one buffer and passes pointers to them.
func withParameters<T>(
  _ parameters: [Parameter], _ body: ([Oid], ParameterPointers, [Int32], [Int32]) throws -> T
) throws -> T {
  var bytes: [UInt8] = []
  var places: [Int?] = []
  var lengths: [Int32] = []
  var formats: [Int32] = []
  for parameter in parameters {
    let start = bytes.count
    let laid = parameter.append(to: &bytes)
    places.append(laid == nil ? nil : start)
    lengths.append(Int32(laid?.length ?? 0))
    formats.append(laid?.format ?? 0)
  }
  return try bytes.withUnsafeBytes { buffer in
    let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    let pointers = places.map { place in place.flatMap { place in base.map { $0 + place } } }
    return try body(parameters.map(\.oid), pointers, lengths, formats)
  }
}

/// Passes texts as a null-terminated C array.
func withCStrings<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws -> T) rethrows -> T {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return try body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
}
