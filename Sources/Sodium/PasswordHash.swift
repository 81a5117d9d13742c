import CSodium

/// The cost of one password hash with Argon2id.
package struct PasswordCost: Sendable, Equatable {
  /// Memory in KiB.
  package let memory: Int
  /// Passes over the memory.
  package let passes: Int

  package init(memory: Int, passes: Int) {
    self.memory = memory
    self.passes = passes
  }

  /// 19 MiB, two passes: about 15 ms of one core.
  package static let standard = PasswordCost(memory: 19_456, passes: 2)
  /// The smallest cost that libsodium accepts; for tests that create many accounts.
  package static let least = PasswordCost(memory: 8, passes: 1)
}

/// Argon2id password hashes in their encoded text form, which carries parameters and salt. Each call occupies a core
/// for milliseconds, so it must not run on an event loop.
package enum PasswordHash {
  /// The encoded hash of a password.
  /// - Throws: `PasswordHash.OutOfMemory` when the memory cannot be allocated.
  package static func make(_ password: String, cost: PasswordCost) throws -> String {
    Sodium.start()
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
    let result = crypto_pwhash_str_alg(
      &out, password, UInt64(password.utf8.count), UInt64(cost.passes), cost.memory * 1024,
      crypto_pwhash_alg_argon2id13())
    guard result == 0 else { throw OutOfMemory() }
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether the password matches the encoded hash.
  package static func verify(_ password: String, against encoded: String) -> Bool {
    Sodium.start()
    return crypto_pwhash_str_verify(encoded, password, UInt64(password.utf8.count)) == 0
  }

  /// Whether the hash was made with other parameters and should be renewed at the next sign-in.
  package static func isOutdated(_ encoded: String, cost: PasswordCost) -> Bool {
    Sodium.start()
    return crypto_pwhash_str_needs_rehash(encoded, UInt64(cost.passes), cost.memory * 1024) != 0
  }

  package struct OutOfMemory: Error {}
}
