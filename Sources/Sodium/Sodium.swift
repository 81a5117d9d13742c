import CSodium
import Foundation

/// A typed wrapper of libsodium: random numbers, hashes, keyed hashes, authenticated encryption, password hashes. All
/// functions are thread-safe; the library initialises itself on first use.
package enum Sodium {
  private static let ready: Bool = sodium_init() >= 0

  static func start() {
    precondition(ready, "libsodium could not start")
  }

  /// `count` bytes from the operating system's random source.
  package static func randomBytes(_ count: Int) -> [UInt8] {
    start()
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  /// A uniformly distributed random number in `0..<bound`.
  package static func randomNumber(below bound: Int) -> Int {
    start()
    return Int(randombytes_uniform(UInt32(bound)))
  }

  /// BLAKE2b-256 of the bytes.
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    start()
    var out = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&out, 32, bytes, UInt64(bytes.count), nil, 0)
    return out
  }

  /// BLAKE2b-256 of the UTF-8 bytes of a text.
  package static func hash(_ text: String) -> [UInt8] {
    hash([UInt8](text.utf8))
  }

  /// SHA-256 of a file, read in chunks. Documents are identified by it, because everybody can compute it with their own
  /// tools.
  /// - Throws: when the file cannot be read.
  package static func sha256(of file: URL) throws -> [UInt8] {
    start()
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var state = crypto_hash_sha256_state()
    crypto_hash_sha256_init(&state)
    while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
      _ = piece.withUnsafeBytes { bytes in
        crypto_hash_sha256_update(&state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
      }
    }
    var out = [UInt8](repeating: 0, count: 32)
    crypto_hash_sha256_final(&state, &out)
    return out
  }

  /// Keyed BLAKE2b-256, used as message authentication code. The key has 32 bytes.
  package static func keyedHash(_ bytes: [UInt8], key: SecretKey) -> [UInt8] {
    start()
    var out = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&out, 32, bytes, UInt64(bytes.count), key.bytes, key.bytes.count)
    return out
  }

  /// Constant-time comparison: the time depends on the length only.
  package static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    start()
    return one.count == other.count && sodium_memcmp(one, other, one.count) == 0
  }

  /// Decodes hexadecimal digits; nil for anything else.
  package static func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// Encodes as lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Encodes as URL-safe base64 without padding.
  package static func base64(_ bytes: [UInt8]) -> String {
    start()
    let variant = Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING)
    let length = sodium_base64_encoded_len(bytes.count, variant)
    var out = [CChar](repeating: 0, count: length)
    sodium_bin2base64(&out, length, bytes, bytes.count, variant)
    return String(decoding: out.prefix(length - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension Sodium {
  /// Decodes URL-safe base64 without padding; nil for anything else.
  package static func bytes(base64 text: String) -> [UInt8]? {
    start()
    var out = [UInt8](repeating: 0, count: text.utf8.count)
    var length = 0
    let result = sodium_base642bin(
      &out, out.count, text, text.utf8.count, nil, &length, nil, Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING))
    return result == 0 ? Array(out.prefix(length)) : nil
  }
}
