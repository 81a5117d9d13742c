import Accounts
import Chronology
import Web

/// Reusing earlier text in the form of a week.
extension TrainingRecords {
  @Sendable func takeOver(_ visit: Visit) async throws -> Reply {
    guard let text = EarlierText(visit.form) else { throw NotFound() }
    do {
      return try await changing(visit, anchor: text.anchor, flash: text.flash) { open in
        try await takeOver(text, into: open, cause: visit.cause)
      }
    } catch let nothing as NothingBefore {
      throw Refusal("records.nothingBefore", ["week": visit.t.weekTitle(nothing.week)])
    }
  }
}

extension EarlierText {
  fileprivate init?(_ input: FormInput) {
    if input.has("vorwoche") {
      self = .lastWeek
    } else if let day = TypedNumber.whole(input["einfuegen"], in: 0...6) {
      self = .into(day: day, from: Source(input["quelle\(day)"]))
    } else if let day = TypedNumber.whole(input["merken"], in: 0...6) {
      self = .keep(day: day)
    } else {
      return nil
    }
  }

  /// The day on the page that it concerns, as a fragment of the address.
  fileprivate var anchor: String {
    switch self {
    case .lastWeek: ""
    case .into(let day, _), .keep(let day): "#tag\(day)"
    }
  }

  fileprivate var flash: Notice {
    if case .keep = self { .recordsTemplateKept } else { .recordsTakenOver }
  }
}

extension EarlierText.Source {
  fileprivate init(_ chosen: String) {
    switch chosen {
    case "vorwoche": self = .lastWeek
    case "vortag": self = .earlierDay
    default: self = .template(TypedNumber.key(chosen))
    }
  }
}
