import Accounts
import Chronology
import Database

/// Letters for many at once that an area offers on `Zugänge`.
package struct OfferedLetters: Sendable {
  /// As addresses and the audit log call them.
  let name: String
  /// The key of the text on the button.
  let label: String
  /// The beginning of the keys of two texts, `.title` and `.text`, for the page that asks before they are ordered.
  let words: String
  /// Whether they are offered also when nobody is without access.
  let isForAll: Bool
  /// Asks for them, and tells how many there are.
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

/// Those whom an area wants to have in the portal without being persons of a register, such as companies that train.
package protocol AccessOffer: Sendable {
  /// The key of the text above them.
  var title: String { get }
  /// The key of the text, with one for each number, that says how many have no access.
  var missingText: String { get }
  var letters: [OfferedLetters] { get }
  /// How many have no access and no open letter on a day.
  func missing(on day: CalendarDate, in connection: any Connection) throws -> Int
}

/// What can be ordered for many at once.
package enum AccessOrder: Sendable {
  /// Accounts, opened by mail.
  case mails(any PersonKind)
  /// Letters with start codes.
  case letters(any PersonKind)
  case offered(OfferedLetters)

  /// As addresses and the audit log call it.
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
  /// All that can be ordered.
  private var accessOrders: [AccessOrder] {
    offers.flatMap(\.letters).map { .offered($0) } + kinds.map { .mails($0) } + kinds.map { .letters($0) }
  }

  /// What can be ordered under a name; nil where there is nothing.
  package func accessOrder(_ name: String) -> AccessOrder? {
    accessOrders.first { $0.name == name }
  }
}
