import Chronology
import Database
import Foundation
import Typesetting

/// A kind of letter. The area that owns it supplies the content; the print run asks it.
package protocol LetterKind: Sendable {
  /// Such as `pin`; part of file names.
  var kind: String { get }
  var layout: Layout { get }
  /// The letters of a run, in the order of the subjects. Secrets are generated here, at print time; their plain text
  /// goes into the data and nowhere else.
  func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter]
}

/// One letter, ready to be typeset.
package struct PreparedLetter: Sendable {
  package let subject: Int64
  /// The input of the layout; nil if only a finished PDF is printed.
  package let data: LetterData?
  /// A finished PDF, printed after what the layout makes.
  package let enclosure: URL?
  /// The addressee's name, reported if the letter cannot be printed.
  let addressee: String
  /// Stores what belongs to the letter, such as the hash of its PIN, in the transaction that marks it as printed.
  package let commit: @Sendable (any Connection) throws -> Void

  package init(
    subject: Int64, data: LetterData, commit: @escaping @Sendable (any Connection) throws -> Void
  ) {
    self.subject = subject
    self.data = data
    enclosure = nil
    addressee = data.addressee
    self.commit = commit
  }

  /// A finished PDF, with a cover letter unless it carries the address itself.
  package init(
    subject: Int64, cover: LetterData?, enclosure: URL, addressee: String,
    commit: @escaping @Sendable (any Connection) throws -> Void = { _ in }
  ) {
    self.subject = subject
    self.addressee = addressee
    data = cover
    self.enclosure = enclosure
    self.commit = commit
  }
}

/// The input of a layout: named texts and lists of lines.
package struct LetterData: Sendable, Encodable {
  package enum Value: Sendable, Encodable {
    case text(String)
    case lines([String])
    case group([String: String])

    /// A web address as printed on paper, without scheme.
    package static func address(_ address: String) -> Value {
      .text(address.replacing("https://", with: "").replacing("http://", with: ""))
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .lines(let lines): try container.encode(lines)
      case .group(let values): try container.encode(values)
      }
    }
  }

  private let values: [String: Value]

  package init(_ values: [String: Value]) {
    self.values = values
  }

  /// The first line of the address.
  var addressee: String {
    guard case .lines(let lines)? = values["address"] else { return "" }
    return lines.first { !$0.isEmpty } ?? ""
  }

  /// Merged with another, whose values win.
  package func merging(_ other: LetterData) -> LetterData {
    LetterData(values.merging(other.values) { $1 })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}
