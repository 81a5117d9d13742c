import Chronology
import Sodium

/// A sign-off (Abzeichnung): who, when, in which function, and over exactly which content. A hash chain: each contains
/// the hash of the previous one in the same record, so that none can be changed or removed unnoticed.
package struct SignOff: Sendable, Equatable {
  package let apprenticeship: Int64
  package let week: Int64
  /// 1 for the first of the record.
  package let position: Int
  package let revision: Int
  package let account: Int64
  package let signer: String
  /// The function in which it was signed, or the role of the co-signer.
  package let function: String
  package let signedAt: Instant
  package let contentHash: [UInt8]
  package let previous: [UInt8]
  /// The co-signer; nil for the instructor's sign-off. The role is part of the hash.
  package var coSigner: Int64?
  /// The name of the person represented by a deputy (Vertretung); empty if nobody is.
  package var principal = ""

  /// The previous hash of the first one.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// Over all fields with length prefixes, so that no two sign-offs have the same bytes.
  package var hash: [UInt8] {
    let numbers = [apprenticeship, week, Int64(position), Int64(revision), account, signedAt.microseconds]
    let fields =
      numbers.map { withUnsafeBytes(of: $0.bigEndian) { Array($0) } }
      + [Array(signer.utf8), Array(function.utf8), contentHash, previous]
      // Later fields are hashed only if they are not empty, so that hashes of older sign-offs stay the same.
      + (principal.isEmpty ? [] : [Array(principal.utf8)])
    return Sodium.hash(
      fields.flatMap { field in withUnsafeBytes(of: UInt32(field.count).bigEndian) { Array($0) } + field })
  }
}

/// What is wrong with a record's chain of sign-offs.
package enum SignOffDamage: Sendable, Equatable {
  /// A sign-off was changed, or one before it is missing.
  case broken(position: Int)
  /// The signed week has another content than what was signed.
  case otherContent(position: Int)
}

package enum SignOffRules {
  /// Verifies a chain in the order of positions, and the current content hash of weeks that are still signed.
  package static func damage(
    in chain: [(signOff: SignOff, storedHash: [UInt8], currentContent: [UInt8]?)]
  ) -> SignOffDamage? {
    var previous = SignOff.beginning
    for (index, link) in chain.enumerated() {
      let position = index + 1
      guard link.signOff.position == position, link.signOff.previous == previous, link.signOff.hash == link.storedHash
      else { return .broken(position: position) }
      if let content = link.currentContent, content != link.signOff.contentHash {
        return .otherContent(position: position)
      }
      previous = link.storedHash
    }
    return nil
  }
}
