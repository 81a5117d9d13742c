import Accounts
import Chronology
import Database

/// A batch of letters that an area offers on the page `Zugänge`.
package struct OfferedLetters: Sendable {
  /// The name in addresses and in the audit log.
  let name: String
  /// The text key of the button.
  let label: String
  /// The beginning of two text keys, `.title` and `.text`, for the confirmation page.
  let words: String
  /// Whether they are offered even if nobody is without access.
  let isForAll: Bool
  /// Requests the letters, and returns their number.
  let request: @Sendable (CalendarDate, Instant, any Connection) throws -> Int

  package init(
    _ name: String, label: String, words: String, isForAll: Bool = false,
    request: @escaping @Sendable (_ day: CalendarDate, _ now: Instant, _ connection: any Connection) throws -> Int
  ) {
    self.name = name
    self.label = label
    self.words = words
    self.isForAll = isForAll
    self.request = request
  }
}

/// People to whom an area offers access although they are not persons of a register, such as training companies.
package protocol AccessOffer: Sendable {
  /// The text key of the title.
  var title: String { get }
  /// The text key, with plural forms, of how many have no access.
  var missingText: String { get }
  var letters: [OfferedLetters] { get }
  /// The number of those with neither access nor an open letter on a day.
  func missing(on day: CalendarDate, in connection: any Connection) throws -> Int
}

/// A batch of mails or letters that officers can order.
package enum AccessOrder: Sendable {
  /// Accounts opened by mail.
  case mails(any PersonKind)
  /// Letters with start codes.
  case letters(any PersonKind)
  case offered(OfferedLetters)

  /// The name in addresses and in the audit log.
  package var name: String {
    switch self {
    case .mails(let person): person.kind.rawValue
    case .letters(let person): "\(person.kind.rawValue)-letters"
    case .offered(let letters): letters.name
    }
  }

  var label: String {
    switch self {
    case .mails: "registers.access.order.invite"
    case .letters: "registers.access.order.letters"
    case .offered(let letters): letters.label
    }
  }

  var words: String {
    switch self {
    case .mails, .letters: "registers.access.order.\(name)"
    case .offered(let letters): letters.words
    }
  }

  var isLetters: Bool {
    if case .mails = self { false } else { true }
  }
}

extension Registers {
  /// All batches that can be ordered.
  private var accessOrders: [AccessOrder] {
    offers.flatMap(\.letters).map { .offered($0) } + kinds.map { .mails($0) } + kinds.map { .letters($0) }
  }

  /// The batch of a name; nil if there is none.
  package func accessOrder(_ name: String) -> AccessOrder? {
    accessOrders.first { $0.name == name }
  }
}
