import CSodium

/// A 32-byte secret key that never leaves the server. The portal derives one key per purpose from a single secret.
package struct SecretKey: Sendable {
  let bytes: [UInt8]

  /// The key that a text hashes to; the text may have any length.
  package init(secret: String) {
    bytes = Sodium.hash(secret)
  }

  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  package static func random() -> SecretKey {
    // 32 bytes were requested, so the initialiser cannot return nil.
    SecretKey(bytes: Sodium.randomBytes(32))!
  }

  /// Derives the key for one purpose. Derived keys reveal nothing about each other.
  package func derived(for purpose: String) -> SecretKey {
    SecretKey(bytes: Sodium.keyedHash([UInt8](purpose.utf8), key: self))!  // a hash has 32 bytes
  }

  /// The keyed hash of a text: 32 bytes.
  package func hash(_ text: String) -> [UInt8] {
    Sodium.keyedHash([UInt8](text.utf8), key: self)
  }

  /// Encrypts and authenticates (XSalsa20-Poly1305). The nonce is prepended.
  package func seal(_ plain: [UInt8]) -> [UInt8] {
    Sodium.start()
    let nonce = Sodium.randomBytes(Int(crypto_secretbox_NONCEBYTES))
    var box = [UInt8](repeating: 0, count: plain.count + Int(crypto_secretbox_MACBYTES))
    crypto_secretbox_easy(&box, plain, UInt64(plain.count), nonce, bytes)
    return nonce + box
  }

  /// Decrypts what `seal` made; nil when a byte was changed or the key is a different one.
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
