import CSodium

/// A key of 32 bytes that never leaves the server; the portal's keys for different purposes are derived from one.
package struct SecretKey: Sendable {
  let bytes: [UInt8]

  /// A key from 32 bytes, or from a text of any length, which is hashed.
  package init(secret: String) {
    bytes = Sodium.hash(secret)
  }

  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  package static func random() -> SecretKey {
    // Thirty-two bytes were asked for, so the initialiser cannot refuse them.
    SecretKey(bytes: Sodium.randomBytes(32))!
  }

  /// A key for one purpose; keys of different purposes tell nothing about each other.
  package func derived(for purpose: String) -> SecretKey {
    SecretKey(bytes: Sodium.keyedHash([UInt8](purpose.utf8), key: self))!  // a hash has 32 bytes
  }

  /// The keyed hash of a text, as 32 bytes.
  package func hash(_ text: String) -> [UInt8] {
    Sodium.keyedHash([UInt8](text.utf8), key: self)
  }

  /// Encrypts and authenticates (XSalsa20-Poly1305); the nonce stands in front.
  package func seal(_ plain: [UInt8]) -> [UInt8] {
    Sodium.start()
    let nonce = Sodium.randomBytes(Int(crypto_secretbox_NONCEBYTES))
    var box = [UInt8](repeating: 0, count: plain.count + Int(crypto_secretbox_MACBYTES))
    crypto_secretbox_easy(&box, plain, UInt64(plain.count), nonce, bytes)
    return nonce + box
  }

  /// Opens what `seal` made; nil when a byte was changed or the key is another.
  package func open(_ sealed: [UInt8]) -> [UInt8]? {
    Sodium.start()
    let nonceLength = Int(crypto_secretbox_NONCEBYTES)
    let overhead = Int(crypto_secretbox_MACBYTES)
    guard sealed.count >= nonceLength + overhead else { return nil }
    let nonce = Array(sealed.prefix(nonceLength))
    let box = Array(sealed.dropFirst(nonceLength))
    var plain = [UInt8](repeating: 0, count: box.count - overhead)
    guard crypto_secretbox_open_easy(&plain, box, UInt64(box.count), nonce, bytes) == 0 else { return nil }
    return plain
  }
}
