import Chronology
import Synchronization

/// A cache of dates in words: a page names the same few days again and again. Bounded; emptied when it is full.
final class WrittenDates: Sendable {
  enum Form: Hashable {
    case long, weekday, plain, short
  }

  private struct Key: Hashable {
    let form: Form
    let language: Language
    let date: CalendarDate
  }

  private static let limit = 2000
  private let written = Mutex<[Key: String]>([:])

  func text(_ form: Form, _ date: CalendarDate, in language: Language, write: () -> String) -> String {
    let key = Key(form: form, language: language, date: date)
    if let known = written.withLock({ $0[key] }) { return known }
    let text = write()
    written.withLock { written in
      if written.count >= Self.limit { written.removeAll(keepingCapacity: true) }
      written[key] = text
    }
    return text
  }
}
