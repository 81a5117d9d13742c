import Chronology
import Sodium

/// A sign-off (Abzeichnung): who, when, in which function, over exactly which content. Each holds the hash of the one
/// before in the same record, so that none can be changed or taken out unnoticed.
package struct SignOff: Sendable, Equatable {
  package let apprenticeship: Int64
  package let week: Int64
  /// 1 for the first of the record.
  package let position: Int
  package let revision: Int
  package let account: Int64
  package let signer: String
  /// The function that it was signed in, or the role of who signs beside the instructor.
  package let function: String
  package let signedAt: Instant
  package let contentHash: [UInt8]
  package let previous: [UInt8]
  /// Who signed beside the instructor; nil for the sign-off itself. Its role is part of what is hashed.
  package var coSigner: Int64?
  /// The name of the person who was deputised (Vertretung); empty for who signs for himself or herself.
  package var principal = ""

  /// Before the first.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// Over all fields, each with its length, so that no two sign-offs have the same bytes.
  package var hash: [UInt8] {
    let numbers = [apprenticeship, week, Int64(position), Int64(revision), account, signedAt.microseconds]
    let fields =
      numbers.map { withUnsafeBytes(of: $0.bigEndian) { Array($0) } }
      + [Array(signer.utf8), Array(function.utf8), contentHash, previous]
      // What came later is hashed only where it says something: the hashes of older sign-offs stay what they are.
      + (principal.isEmpty ? [] : [Array(principal.utf8)])
    return Sodium.hash(
      fields.flatMap { field in withUnsafeBytes(of: UInt32(field.count).bigEndian) { Array($0) } + field })
  }
}

/// What is wrong with a record's chain of sign-offs.
package enum SignOffDamage: Sendable, Equatable {
  /// A sign-off was changed, or one is missing before it.
  case broken(position: Int)
  /// The signed week says something else than what was signed.
  case otherContent(position: Int)
}

package enum SignOffRules {
  /// Checks a chain in the order of positions, with the content hash that the week has today where it is still signed.
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
